package planted.tests;

/** Waits for a time. */
public final class Sleeps {
  private Sleeps() {}

  static void untilItIsSurelyDone() throws InterruptedException {
    Thread.sleep(100);
  }
}
