package planted.application;

public record WritesToTheConsole(String text) {
  public void write() {
    System.out.println(text);
  }
}
