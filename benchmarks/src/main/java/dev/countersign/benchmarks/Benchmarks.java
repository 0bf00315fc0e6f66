package dev.countersign.benchmarks;

import dev.countersign.application.credit.request.CreditEvents;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.bootstrap.Countersign;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.broker.EmbeddedKafka;
import dev.countersign.messaging.event.OutboxRelay;
import dev.countersign.persistence.Database;
import dev.countersign.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures what quality asks for, side by side with its yardsticks on the same machine, prints the
 * table and writes it to a file.
 */
public final class Benchmarks {
  private static final Duration WARM_UP = Duration.ofSeconds(25);

  /** The compiler shares two cores with the load, and is done that late. */
  private static final Duration HTTP_WARM_UP = Duration.ofSeconds(60);

  private static final Duration MEASURED = Duration.ofSeconds(15);
  private static final int LIFECYCLE_CALLERS = 8;
  private static final int HTTP_CONNECTIONS = 32;

  private static final int STORED = 1_000_000;
  private static final int PAGES = 2_000;

  /** The better of two workflow engines, embedded on the same kind of database. */
  private static final double WORKFLOW_ENGINE_PER_SECOND = 73;

  private static final String PASSWORD = "only-for-measuring";

  private final Report report = new Report(System.out);
  private final Path folder;

  private Benchmarks(Path folder) {
    this.folder = folder;
  }

  /**
   * @param arguments the file for the table
   */
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createTempDirectory("countersign-benchmark");
    var benchmarks = new Benchmarks(folder);
    benchmarks.run();
    benchmarks.report.write(Path.of(arguments[0]), machine());
    System.exit(benchmarks.report.allReached() ? 0 : 1);
  }

  private static String machine() {
    return "%d cores, Java %s, %s."
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            System.getProperty("os.name"));
  }

  private void run() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder.resolve("lifecycles"), progress -> {})) {
      lifecycles(postgres);
    }
    var data = folder.resolve("served");
    try (var system = Countersign.start(settings(data), progress -> {})) {
      var token = Tokens.logIn(system.apiUrl(), "ada", PASSWORD);
      promptness("", system.apiUrl(), token);
      submissions(system.apiUrl(), token, data);
    }
    overKafka();
    lists();
    starts(data);
    analysis();
  }

  /** Lifecycles and least SQL take turns, so that both meet the same machine. */
  private void lifecycles(EmbeddedPostgres postgres) throws Exception {
    var url = postgres.freshDatabase();
    var wake = new AtomicReference<Runnable>(() -> {});
    try (var database =
            Database.open(
                url,
                postgres.user(),
                postgres.password(),
                2 * LIFECYCLE_CALLERS,
                Clock.systemUTC(),
                () -> wake.get().run());
        var relay =
            new OutboxRelay(
                database.outbox(new EventRegistry(List.of(CreditEvents.ALL))),
                Settlement::delivered);
        var lives = new Lifecycles(database)) {
      wake.set(relay::wake);
      relay.start();
      double ours =
          Load.run(LIFECYCLE_CALLERS, WARM_UP, MEASURED, caller -> lives::oneWholeLife).perSecond();
      long rss = residentMebibytes();
      double same = sameRows(url, owner(postgres), lives);
      double least = leastSql(postgres);
      report.note("least SQL that could do a lifecycle, 8 callers", perSecond(least));
      report.note("the same rows by bare statements, 8 callers", perSecond(same));
      report.add(
          "whole lifecycles, 8 callers",
          "%s, %.2f of the same rows, %.2f of least SQL, %.0f × a workflow engine"
              .formatted(
                  perSecond(ours), ours / same, ours / least, ours / WORKFLOW_ENGINE_PER_SECOND),
          "0.6 of the same rows",
          "0.8 of the same rows, 25 × a workflow engine",
          ours >= 0.6 * same);
      report.add(
          "memory (RSS) of the JVM after that", rss + " MiB", "300 MiB", "160 MiB", rss <= 300);
    }
  }

  private static double sameRows(String url, Properties owner, Lifecycles lives) throws Exception {
    var rows = SameRows.of(url, owner, lives);
    return Load.run(
            LIFECYCLE_CALLERS, WARM_UP.dividedBy(5), MEASURED, caller -> rows.caller(url, owner))
        .perSecond();
  }

  private static double leastSql(EmbeddedPostgres postgres) throws Exception {
    var url = postgres.freshDatabase();
    var owner = owner(postgres);
    LeastSql.createTables(url, owner);
    var body = "x".repeat(600);
    return Load.run(
            LIFECYCLE_CALLERS,
            WARM_UP.dividedBy(5),
            MEASURED,
            caller -> {
              var connection = LeastSql.connect(url, owner);
              return new Load.Caller() {
                @Override
                public void once() throws Exception {
                  connection.wholeLife(UUID.randomUUID(), body);
                }

                @Override
                public void close() throws SQLException {
                  connection.close();
                }
              };
            })
        .perSecond();
  }

  private void submissions(URI api, String token, Path data) throws Exception {
    var access = EmbeddedPostgres.ofRunning(data).orElseThrow();
    var owner = owner(access);
    LeastSql.createTables(access.jdbcUrl(), owner);
    var body = "x".repeat(600);
    double inserts =
        Load.run(
                HTTP_CONNECTIONS,
                WARM_UP.dividedBy(5),
                MEASURED,
                caller -> {
                  var connection = LeastSql.connect(access.jdbcUrl(), owner);
                  return new Load.Caller() {
                    @Override
                    public void once() throws Exception {
                      var unused = connection.submit(UUID.randomUUID(), body);
                    }

                    @Override
                    public void close() throws SQLException {
                      connection.close();
                    }
                  };
                })
            .perSecond();
    var keys = new AtomicLong();
    var outcome =
        Load.run(
            HTTP_CONNECTIONS,
            HTTP_WARM_UP,
            MEASURED,
            caller -> {
              var connection = new RawHttp(api);
              return new Load.Caller() {
                @Override
                public void once() throws IOException {
                  var answer =
                      connection.post(
                          "/api/v1/credit-requests",
                          token,
                          "bench-" + keys.incrementAndGet(),
                          Samples.PERSONAL_JSON);
                  if (answer.status() != 201) {
                    throw new IOException(answer.status() + " " + answer.body());
                  }
                }

                @Override
                public void close() throws IOException {
                  connection.close();
                }
              };
            });
    double ours = outcome.perSecond();
    report.note("one insert and one event by SQL, 32 connections", perSecond(inserts));
    report.add(
        "submissions over HTTP, 32 connections",
        "%s, %.2f of the insert; p99 %.1f ms"
            .formatted(perSecond(ours), ours / inserts, outcome.latencies().millis(0.99)),
        "0.25 of the insert",
        "0.4",
        ours >= 0.25 * inserts);
  }

  /**
   * How soon what happens has its effect, at one node.
   *
   * @param how events travel, for the table
   */
  private void promptness(String how, URI api, String token) throws Exception {
    try (var listener = new Listener(api, token)) {
      var unused = Served.submittedToAnalysed(api, token, listener, 100, WARM_UP);
    }
    try (var listener = new Listener(api, token)) {
      var latencies = Served.submittedToAnalysed(api, token, listener, 100, MEASURED);
      double p99 = latencies.millis(0.99);
      report.add(
          "submitted → analysed, 100 submissions a second" + how,
          percentiles(latencies),
          "p99 50 ms",
          "p99 20 ms",
          p99 <= 50);
      report.note("event → live update meanwhile" + how, percentiles(listener.latencies()));
    }
  }

  private void overKafka() throws Exception {
    try (var broker = EmbeddedKafka.start(folder.resolve("kafka"))) {
      var more = Map.of(Setting.KAFKA_BOOTSTRAP_SERVERS, broker.bootstrapServers());
      try (var system =
          Countersign.start(settings(folder.resolve("over-kafka"), more), progress -> {})) {
        promptness(", over Kafka", system.apiUrl(), Tokens.logIn(system.apiUrl(), "ada", PASSWORD));
      }
    }
  }

  private static String percentiles(Latencies latencies) {
    return "median %.1f ms, p99 %.1f ms".formatted(latencies.millis(0.5), latencies.millis(0.99));
  }

  private void lists() throws Exception {
    var data = folder.resolve("many");
    try (var system = Countersign.start(settings(data), progress -> {})) {
      var access = EmbeddedPostgres.ofRunning(data).orElseThrow();
      ManyRequests.add(access.jdbcUrl(), owner(access), STORED);
      var token = Tokens.logIn(system.apiUrl(), "ana", PASSWORD);
      var latencies = Served.firstPages(system.apiUrl(), token, PAGES);
      double p99 = latencies.millis(0.99);
      report.add(
          "first page of a filtered list, %,d requests stored".formatted(STORED),
          percentiles(latencies),
          "p99 20 ms",
          "the same at 10 million",
          p99 <= 20);
    }
  }

  private void starts(Path data) throws Exception {
    var starts = Served.starts(Path.of("countersign").toAbsolutePath(), data, 5);
    var median = starts.get(starts.size() / 2);
    report.add(
        "start on a data folder that exists, until the API answers",
        "median %.1f s".formatted(median.toMillis() / 1e3),
        "3 s",
        "1.5 s",
        median.toMillis() <= 3_000);
  }

  private static Properties owner(EmbeddedPostgres postgres) {
    return owner(postgres.user(), postgres.password());
  }

  private static Properties owner(EmbeddedPostgres.Access access) {
    return owner(access.user(), access.password());
  }

  private static Properties owner(String user, String password) {
    var owner = new Properties();
    owner.setProperty("user", user);
    owner.setProperty("password", password);
    return owner;
  }

  private void analysis() throws RunnerException {
    var results =
        new Runner(new OptionsBuilder().include(AnalysisBenchmark.class.getSimpleName()).build())
            .run();
    double perSecond = results.iterator().next().getPrimaryResult().getScore();
    report.add(
        "automatic analysis, pure domain, one thread",
        perSecond(perSecond),
        perSecond(4_000_000),
        perSecond(7_700_000),
        perSecond >= 4_000_000);
  }

  private static Settings settings(Path data) {
    return settings(data, Map.of());
  }

  private static Settings settings(Path data, Map<Setting, String> more) {
    var flags = new EnumMap<Setting, String>(Setting.class);
    flags.putAll(more);
    flags.put(Setting.PORT, "0");
    flags.put(Setting.MANAGEMENT_PORT, "0");
    flags.put(Setting.DATA, data.toString());
    flags.put(Setting.DEMO_PASSWORD, PASSWORD);
    var reading = Settings.read(flags, Map.of(), Optional.empty(), true);
    return switch (reading) {
      case Settings.Valid valid -> valid.settings();
      case Settings.Invalid invalid -> throw new IllegalStateException("" + invalid.problems());
    };
  }

  private static String perSecond(double figure) {
    return String.format(Locale.ROOT, "%,.0f/s", figure);
  }

  /** As the operating system counts it, where it says so. */
  private static long residentMebibytes() throws IOException {
    var status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
        .findFirst()
        .orElse(0);
  }
}
