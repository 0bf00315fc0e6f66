package dev.countersign.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product in a process of its own, on one data folder and one port, to be killed at will. */
final class RunningProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Path data;
  private final String password;
  private final List<String> more;
  private final int port = freePort();
  private final int managementPort = freePort();
  private final Path log;
  private Process process;

  RunningProcess(Path data, String password, String... more) throws IOException {
    this.data = data;
    this.password = password;
    this.more = List.of(more);
    this.log = data.resolveSibling(data.getFileName() + ".log");
    this.process = launch();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private Process launch() throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
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
    command.addAll(more);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("COUNTERSIGN_DEMO_PASSWORD", password);
    return builder.start();
  }

  /** Waits until it takes requests. */
  void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        if (Api.anonymous(url()).get("/health/ready").status() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      if (!process.isAlive()) {
        throw new AssertionError("it ended with " + process.exitValue() + ":\n" + logged());
      }
      boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
      if (ended) {
        throw new AssertionError("it ended while starting:\n" + logged());
      }
    }
    throw new AssertionError("not ready in time:\n" + logged());
  }

  /** {@code kill -9} of the application; its database server stays behind. */
  void kill() throws InterruptedException {
    boolean ended = process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    if (!ended) {
      throw new AssertionError("could not be killed");
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
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      var unused = process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
