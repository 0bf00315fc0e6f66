package dev.countersign.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** What is measured from outside, over HTTP or as a process. */
final class Served {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  /** No key is used twice: the answer to one that is would be that of the first time. */
  private static final AtomicLong KEYS = new AtomicLong();

  private Served() {}

  /**
   * From the answer to a submission until somebody who listens hears that it was analysed. Nobody
   * asks for it again and again, which on a small machine would be most of what is measured.
   */
  static Latencies submittedToAnalysed(
      URI api, String token, Listener listener, int perSecond, Duration length)
      throws IOException, InterruptedException {
    var latencies = new Latencies();
    var begun = System.nanoTime();
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    int submissions = (int) (length.toNanos() / pause);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < submissions; n++) {
        LockSupport.parkNanos(begun + n * pause - System.nanoTime());
        var key = "analysed-" + KEYS.incrementAndGet();
        var unused =
            threads.submit(() -> {
              latencies.add(untilAnalysed(api, token, key, listener));
              return null;
            });
      }
    }
    if (latencies.count() < submissions) {
      throw new IOException("%d of %d were analysed".formatted(latencies.count(), submissions));
    }
    return latencies;
  }

  private static long untilAnalysed(URI api, String token, String key, Listener listener)
      throws Exception {
    try (var connection = new RawHttp(api)) {
      var made = connection.post("/api/v1/credit-requests", token, key, Samples.PERSONAL_JSON);
      long submitted = System.nanoTime();
      var id = ID.matcher(made.body());
      if (!id.find()) {
        throw new IOException(made.status() + " " + made.body());
      }
      return Math.max(0, listener.analysedNanos(id.group(1)) - submitted);
    }
  }

  /** First pages, one caller after the other, each filter as often as the others. */
  static Latencies firstPages(URI api, String token, int pages) throws IOException {
    var filters =
        List.of(
            "",
            "?status=IN_APPROVAL",
            "?status=DECLINED&product=BUSINESS",
            "?stage=manager",
            "?product=AUTO&amountMin=20000&amountMax=30000",
            "?user=many-77",
            "?q=kitchen",
            "?q=123456",
            "?submittedFrom=2026-01-01&submittedTo=2026-03-31&status=GRANTED");
    var latencies = new Latencies();
    try (var connection = new RawHttp(api)) {
      for (int n = -5 * filters.size(); n < pages; n++) {
        var filter = filters.get(Math.floorMod(n, filters.size()));
        long begun = System.nanoTime();
        var page = connection.get("/api/v1/credit-requests" + filter, token);
        if (page.status() != 200) {
          throw new IOException(page.status() + " " + page.body());
        }
        if (n >= 0) {
          latencies.add(System.nanoTime() - begun);
        }
      }
    }
    return latencies;
  }

  /** From the command until the API answers, on a data folder that exists. */
  static List<Duration> starts(Path launcher, Path data, int times)
      throws IOException, InterruptedException {
    var durations = new ArrayList<Duration>();
    for (int n = 0; n < times; n++) {
      var begun = Instant.now();
      var process =
          new ProcessBuilder(
                  launcher.toString(),
                  "start",
                  "--data",
                  data.toString(),
                  "--port",
                  "18099",
                  "--management-port",
                  "18098")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      awaitReady(URI.create("http://127.0.0.1:18099"), process);
      durations.add(Duration.between(begun, Instant.now()));
      process.destroy();
      int unused = process.waitFor();
    }
    return durations.stream().sorted().toList();
  }

  private static void awaitReady(URI api, Process process) throws IOException {
    while (true) {
      try (var connection = new RawHttp(api)) {
        if (connection.get("/health/ready", "none").status() == 200) {
          return;
        }
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw new IOException("it ended with " + process.exitValue(), e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }
}
