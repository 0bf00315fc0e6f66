package dev.countersign.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's programs, run as the server's user and heard in its log. */
record Programs(Path binaries, ServerUser user, ServerLog log) {
  private static final long LIMIT_SECONDS = 120;

  /**
   * Starts a program that goes on when we end. Where the system can, it is started in a session of
   * its own: a Ctrl-C in our terminal is for us, and we then stop the server in order.
   */
  Process start(String program, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>();
    onPath("setsid").ifPresent(setsid -> line.add(setsid.toString()));
    line.addAll(commandLine(program, arguments));
    return launch(line);
  }

  /**
   * Runs a program to its end.
   *
   * @throws EmbeddedPostgresException if it fails, or takes longer than two minutes
   */
  void run(String program, List<String> arguments) throws IOException, InterruptedException {
    long before = log.position();
    int exitCode = exitCode(program, arguments);
    if (exitCode != 0) {
      throw failed(program + " ended with exit code " + exitCode, before);
    }
  }

  /**
   * Sends a signal, named as in {@code INT}, which Java alone can't do.
   *
   * @return whether there was such a process of the server's user
   */
  boolean signal(String name, long pid) throws IOException, InterruptedException {
    return exitCode("pg_ctl", List.of("kill", name, Long.toString(pid))) == 0;
  }

  /**
   * Runs a program to its end; one that takes too long is killed, which gives an exit code as well.
   */
  private int exitCode(String program, List<String> arguments)
      throws IOException, InterruptedException {
    Process process = launch(commandLine(program, arguments));
    try {
      process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /** A failure with what the log says of it. */
  EmbeddedPostgresException failed(String what, long before) throws IOException {
    return new EmbeddedPostgresException(
        "%s. From %s:%n%s".formatted(what, log.file(), log.since(before)));
  }

  private List<String> commandLine(String program, List<String> arguments) {
    return user.commandLine(binaries.resolve("bin").resolve(program), arguments);
  }

  private Process launch(List<String> line) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.redirect());
    // Variables such as PGOPTIONS or TZ would change the server behind our back.
    builder.environment().clear();
    builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
    return builder.start();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.ofNullable(System.getenv("PATH"))
        .flatMap(Pattern.compile(File.pathSeparator)::splitAsStream)
        .map(folder -> Path.of(folder).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
