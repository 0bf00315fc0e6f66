package dev.countersign.bootstrap;

import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.postgres.FreePort;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** The product in a process of its own, on one data folder and one port, to be harmed at will. */
final class RunningProcess implements AutoCloseable {
  private final Path data;
  private final String password;
  private final Map<Setting, String> more;
  private final int port = FreePort.find();
  private final int managementPort = anotherThan(port);
  private final Path log;
  private Process process;

  RunningProcess(Path data, String password) throws IOException {
    this(data, password, Map.of());
  }

  /** The same with some settings more. */
  RunningProcess(Path data, String password, Map<Setting, String> more) throws IOException {
    this.data = data;
    this.password = password;
    this.more = Map.copyOf(more);
    Files.createDirectories(data.getParent());
    this.log = data.resolveSibling(data.getFileName() + ".log");
    this.process = launch();
  }

  private static int anotherThan(int taken) throws IOException {
    int port = FreePort.find();
    while (port == taken) {
      port = FreePort.find();
    }
    return port;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  URI managementUrl() {
    return URI.create("http://127.0.0.1:" + managementPort);
  }

  private Process launch() throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "start",
                "--demo",
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port),
                "--management-port",
                String.valueOf(managementPort)));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put(Setting.DEMO_PASSWORD.variable(), password);
    more.forEach((setting, value) -> builder.environment().put(setting.variable(), value));
    return builder.start();
  }

  /** Waits until it takes requests. */
  void awaitReady() {
    try {
      Await.until("the process takes requests", this::isReady);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(logged(), e);
    }
  }

  private boolean isReady() throws InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("it ended with " + process.exitValue() + ":\n" + logged());
    }
    try {
      return Api.anonymous(url()).get("/health/ready").status() == 200;
    } catch (IOException e) {
      return false; // Not listening yet.
    }
  }

  /** {@code kill -9} of the application; its database server stays behind. */
  void kill() {
    Await.end(process.destroyForcibly());
  }

  /** {@code SIGSTOP}: it keeps its connections and everything it holds, and does nothing. */
  void pause() throws IOException {
    signal("STOP");
  }

  /** {@code SIGCONT}: to itself, no time has passed. */
  void resume() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    Await.end(kill);
    if (kill.exitValue() != 0) {
      throw new AssertionError("could not be sent " + name);
    }
  }

  void restart() throws IOException {
    process = launch();
  }

  /** {@code kill -9} of the database server; the application has to start it again by itself. */
  void killDatabase() throws IOException {
    var pidFile = data.resolve("postgres/cluster/postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
    boolean asked = ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    if (!asked) {
      throw new AssertionError("no database server with pid " + pid);
    }
  }

  String logged() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      Await.end(process);
    } catch (ConditionTimeoutException e) {
      kill();
      throw e;
    }
  }
}
