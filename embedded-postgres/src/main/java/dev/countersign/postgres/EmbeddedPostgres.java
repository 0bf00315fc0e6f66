package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A PostgreSQL server of our own, with its programs and its data in a folder, reachable from this
 * machine alone.
 *
 * <p>It keeps what it acknowledged through the death of any process. If the server dies it is
 * started again on the same port within a second or two, and its clients connect anew. If the
 * application dies, the server stays behind; the next start on the folder stops it and goes on from
 * its data.
 *
 * <p>In the data folder: {@code lock}, held while a process uses the folder, and {@code postgres}
 * with the programs, the {@code cluster}, the owner's {@code password} and {@code server.log}.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String OWNER = "countersign_owner";
  private static final String DATABASE = "countersign";
  private static final String MAINTENANCE_DATABASE = "postgres";

  private static final Duration RETRY_LIMIT = Duration.ofSeconds(3);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long LOG_CHECK_SECONDS = 60;

  private final FolderLock lock;
  private final Cluster cluster;
  private final String password;
  private final int port;
  private final Consumer<String> progress;
  private final Thread watch;
  private volatile Process server;

  private EmbeddedPostgres(
      FolderLock lock,
      Cluster cluster,
      String password,
      int port,
      Process server,
      Consumer<String> progress) {
    this.lock = lock;
    this.cluster = cluster;
    this.password = password;
    this.port = port;
    this.server = server;
    this.progress = progress;
    this.watch = new Thread(this::keepRunning, "embedded-postgres");
    watch.setDaemon(true);
  }

  /**
   * Starts the server on the data folder and returns when it takes connections: in a few seconds on
   * a new folder, in less than one on a folder that has been used before.
   *
   * @param dataFolder made if it is missing; one process at a time may use it
   * @param progress receives a sentence about what takes time, from this call and later, on another
   *     thread, when the server had to be started again
   * @throws EmbeddedPostgresException if another live process uses the folder, or if the server
   *     does not start, with the end of its log
   */
  public static EmbeddedPostgres start(Path dataFolder, Consumer<String> progress) {
    return start(dataFolder, progress, Map.of());
  }

  static EmbeddedPostgres start(
      Path dataFolder, Consumer<String> progress, Map<String, String> settings) {
    try {
      if (!Files.isDirectory(dataFolder)) {
        Files.createDirectories(dataFolder);
      }
      Path folder = dataFolder.toRealPath();
      FolderLock lock = FolderLock.of(folder);
      try {
        return start(folder, lock, progress, settings);
      } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw new EmbeddedPostgresException(
          "PostgreSQL could not be started in the data folder %s: %s".formatted(dataFolder, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("Interrupted while PostgreSQL was starting", e);
    }
  }

  private static EmbeddedPostgres start(
      Path folder, FolderLock lock, Consumer<String> progress, Map<String, String> settings)
      throws IOException, SQLException, InterruptedException {
    Path home = folder.resolve("postgres");
    if (!Files.exists(home)) {
      Files.createDirectory(
          home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      AtomicFolder.force(folder);
    }
    Path binaries = Binaries.unpackInto(home, progress);
    ServerUser user = ServerUser.choose(home, binaries);
    ServerLog log = new ServerLog(home.resolve("server.log"));
    Cluster cluster =
        new Cluster(home.resolve("cluster"), home, new Programs(binaries, user, log), settings);
    cluster.endLeftovers(progress);
    Binaries.deleteOthers(home, binaries);
    log.bound();
    OwnerPassword password = OwnerPassword.in(home.resolve("password"), cluster.exists(), user);
    cluster.ensure(OWNER, password.file(), progress);
    EmbeddedPostgres started = launch(lock, cluster, password.value(), progress);
    try {
      started.ensureDatabase();
    } catch (SQLException | RuntimeException e) {
      cluster.stop(started.server.toHandle());
      throw e;
    }
    started.watch.start();
    return started;
  }

  /**
   * Starts the server on a free port. Another program may take the port first, and what a killed
   * server left behind may not be gone yet, so a few attempts are made.
   */
  private static EmbeddedPostgres launch(
      FolderLock lock, Cluster cluster, String password, Consumer<String> progress)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + RETRY_LIMIT.toNanos();
    while (true) {
      int port = FreePort.find();
      try {
        return new EmbeddedPostgres(lock, cluster, password, port, cluster.start(port), progress);
      } catch (EmbeddedPostgresException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
      Thread.sleep(FIRST_PAUSE_MILLIS);
      cluster.endLeftovers(progress);
    }
  }

  private void ensureDatabase() throws SQLException {
    try (Connection connection = connect(MAINTENANCE_DATABASE);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    }
  }

  /**
   * How to reach the server that someone else runs on the data folder, to look at its data while it
   * works.
   *
   * @return empty if nobody uses the folder
   * @throws EmbeddedPostgresException if someone does, but the server takes no connections yet
   */
  public static Optional<Access> ofRunning(Path dataFolder) {
    try {
      if (!Files.isDirectory(dataFolder) || !FolderLock.isHeld(dataFolder.toRealPath())) {
        return Optional.empty();
      }
      Path home = dataFolder.toRealPath().resolve("postgres");
      PostmasterFile running =
          PostmasterFile.in(home.resolve("cluster"))
              .filter(PostmasterFile::ready)
              .orElseThrow(() ->
                  new EmbeddedPostgresException(
                      "The database in %s is just starting or stopping. Try again in a moment."
                          .formatted(dataFolder)));
      String password = Files.readString(home.resolve("password"), US_ASCII).strip();
      return Optional.of(new Access(jdbcUrl(running.port(), DATABASE), OWNER, password));
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "The data folder %s can't be read: %s".formatted(dataFolder, e), e);
    }
  }

  /** What it takes to connect as the owner. */
  public record Access(String jdbcUrl, String user, String password) {
    /** Without the secret, for logs. */
    @Override
    public String toString() {
      return jdbcUrl + " as " + user;
    }
  }

  /** The application's database, at the port of this start; the URL has a query part already. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** The server's owner, who may do anything on it. */
  public String user() {
    return OWNER;
  }

  /** The owner's password, which stays the same for the life of the data folder. */
  public String password() {
    return password;
  }

  /**
   * The process id of the server that runs now, which is another one after the server had to be
   * started again.
   */
  public long pid() {
    return server.pid();
  }

  /**
   * Makes a new empty database, for tests and for programs that embed this one, at the cost of a
   * tenth of a second.
   *
   * @return its JDBC URL; it belongs to {@link #user()} and stays until somebody drops it
   */
  public String freshDatabase() {
    String name = "fresh_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = connect(MAINTENANCE_DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return jdbcUrl(name);
    } catch (SQLException e) {
      throw new EmbeddedPostgresException("No new database: " + e.getMessage(), e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), OWNER, password);
  }

  /**
   * Whoever took the port while the server is away must not learn the password, so the driver never
   * sends it as it is.
   */
  private static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?requireAuth=scram-sha-256".formatted(port, database);
  }

  private String jdbcUrl(String database) {
    return jdbcUrl(port, database);
  }

  private void keepRunning() {
    try {
      while (true) {
        if (server.waitFor(LOG_CHECK_SECONDS, TimeUnit.SECONDS)) {
          progress.accept(
              "PostgreSQL ended unexpectedly with exit code %d, starting it again"
                  .formatted(server.exitValue()));
          restart();
        }
        boundLog();
      }
    } catch (InterruptedException closing) {
      // The end of the watch.
    }
  }

  /**
   * Starts the server again, as often as it takes: what keeps it from starting, such as a full
   * disk, may be mended.
   */
  private void restart() throws InterruptedException {
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        cluster.endLeftovers(progress);
        server = cluster.start(port);
        progress.accept("PostgreSQL takes connections again");
        return;
      } catch (IOException | EmbeddedPostgresException e) {
        progress.accept("PostgreSQL could not be started again yet. " + e.getMessage());
      }
      Thread.sleep(pause);
    }
  }

  private void boundLog() {
    try {
      cluster.programs().log().bound();
    } catch (IOException e) {
      progress.accept("PostgreSQL's log can't be shortened: " + e);
    }
  }

  /** Stops the server, ending its sessions, and gives the data folder free. */
  @Override
  public void close() {
    try (lock) {
      watch.interrupt();
      watch.join();
      cluster.stop(server.toHandle());
    } catch (IOException e) {
      throw new EmbeddedPostgresException("PostgreSQL could not be stopped: " + e, e);
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
