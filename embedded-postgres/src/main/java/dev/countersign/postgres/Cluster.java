package dev.countersign.postgres;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The databases' files and the one server that may work on them.
 *
 * @param folder the files
 * @param home the folder around it, of which every process that runs from it is known to be ours
 * @param settings what this server is given beyond {@link ServerSettings}
 */
record Cluster(Path folder, Path home, Programs programs, Map<String, String> settings) {
  /** A start after a crash replays at most {@code max_wal_size} of log, which takes far less. */
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  /** A stop writes at most {@code shared_buffers} to disk, which takes far less. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private static final long POLL_MILLIS = 10;

  boolean exists() {
    return Files.exists(folder);
  }

  /** Makes the files unless they are there. */
  void ensure(String owner, Path passwordFile, Consumer<String> progress)
      throws IOException, InterruptedException {
    AtomicFolder.ensure(
        folder,
        partial -> {
          progress.accept("Making the database folder " + folder);
          programs.run(
              "initdb",
              List.of(
                  "--pgdata=" + partial,
                  "--username=" + owner,
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  // PostgreSQL's own collation: the system's may change under an index.
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8",
                  "--locale=C",
                  "--sync-method=" + ServerSettings.SYNC_METHOD,
                  "--data-checksums"));
        });
  }

  /**
   * Starts the server and waits until it takes connections.
   *
   * @throws EmbeddedPostgresException if it ends instead, with what it said
   */
  Process start(int port) throws IOException, InterruptedException {
    long before = programs.log().position();
    Process server = programs.start("postgres", arguments(port));
    try {
      long deadline = System.nanoTime() + START_LIMIT.toNanos();
      while (!takesConnections(server)) {
        if (server.waitFor(POLL_MILLIS, MILLISECONDS)) {
          throw programs.failed(
              "PostgreSQL did not start (exit code " + server.exitValue() + ")", before);
        }
        if (System.nanoTime() > deadline) {
          throw programs.failed("PostgreSQL did not start within " + START_LIMIT, before);
        }
      }
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.destroyForcibly();
      throw e;
    }
  }

  private boolean takesConnections(Process server) throws IOException {
    return PostmasterFile.in(folder)
        .filter(file -> file.pid() == server.pid() && file.ready())
        .isPresent();
  }

  private List<String> arguments(int port) {
    List<String> arguments =
        new ArrayList<>(List.of("-D", folder.toString(), "-p", Integer.toString(port)));
    ServerSettings.with(settings)
        .forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    return arguments;
  }

  /**
   * Stops a server in order, or, if that takes too long, as a crash that the next start recovers
   * from.
   */
  void stop(ProcessHandle server) throws IOException, InterruptedException {
    if (!ends(server, "INT", STOP_LIMIT) && !ends(server, "QUIT", KILL_LIMIT)) {
      server.destroyForcibly();
    }
  }

  private boolean ends(ProcessHandle server, String signal, Duration limit)
      throws IOException, InterruptedException {
    return server.isAlive()
        && programs.signal(signal, server.pid())
        && within(limit, () -> !isOurs(server));
  }

  /**
   * Ends every process on this cluster that outlived the application which started it. Stopping the
   * old server rather than taking it over makes sure that no session of the dead application
   * commits anything behind the back of the new one.
   */
  void endLeftovers(Consumer<String> progress) throws IOException, InterruptedException {
    Optional<ProcessHandle> named =
        PostmasterFile.in(folder).flatMap(file -> ProcessHandle.of(file.pid()));
    if (named.isPresent()) {
      if (isOurs(named.get())) {
        progress.accept("Stopping the PostgreSQL that an earlier run left behind");
        stop(named.get());
      } else {
        // PostgreSQL would refuse to start, though the number is another process's by now.
        PostmasterFile.delete(folder);
      }
    }
    killLeftovers();
  }

  /**
   * Backends whose server was killed, which keep its shared memory, and whatever did not stop in
   * order.
   */
  private void killLeftovers() throws InterruptedException {
    boolean gone =
        within(
            KILL_LIMIT,
            () -> {
              List<ProcessHandle> ours = ProcessHandle.allProcesses().filter(this::isOurs).toList();
              ours.forEach(ProcessHandle::destroyForcibly);
              return ours.isEmpty();
            });
    if (!gone) {
      throw new EmbeddedPostgresException(
          "Processes of an earlier PostgreSQL on " + folder + " do not end even when killed");
    }
  }

  /**
   * Every version of the programs is unpacked in our home, so where a process was run from shows
   * whose it is.
   */
  private boolean isOurs(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.command()
        .or(info::commandLine)
        .filter(line -> line.startsWith(home + "/"))
        .isPresent();
  }

  private static boolean within(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }
}
