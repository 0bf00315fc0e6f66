package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * Another process that has started the embedded server and does nothing else, until it is killed.
 */
@NullMarked
final class HoldingApplication implements AutoCloseable {
  private final Process process;
  private final String jdbcUrl;

  private HoldingApplication(Process process, String jdbcUrl) {
    this.process = process;
    this.jdbcUrl = jdbcUrl;
  }

  /** Returns when its server takes connections. */
  static HoldingApplication on(Path dataFolder) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    HoldingApplication.class.getName(),
                    dataFolder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    return new HoldingApplication(process, said.readLine());
  }

  /** Holds the server until its standard input ends, as it does when the tests are gone. */
  public static void main(String[] arguments) throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), progress -> {});
    try (postgres) {
      System.out.println(postgres.jdbcUrl());
      System.in.transferTo(System.out);
    }
  }

  long pid() {
    return process.pid();
  }

  String jdbcUrl() {
    return jdbcUrl;
  }

  /** As {@code kill -9}: it has no chance to stop its server. */
  void kill() {
    Await.end(process.destroyForcibly());
  }

  /** Lets it end in order, unless it was killed. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    Await.end(process);
  }
}
