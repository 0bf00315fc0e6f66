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
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** What is measured from outside, over HTTP or as a process. */
final class Served {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern ANALYSED = Pattern.compile("\"status\":\"(?!SUBMITTED)");

  private Served() {}

  /**
   * From the answer to a submission until a reader sees that it was analysed. Readers look again
   * every two milliseconds, so the figures are that much too high at worst.
   */
  static Latencies submittedToAnalysed(URI api, String token, int perSecond, Duration length)
      throws IOException, InterruptedException {
    var latencies = new Latencies();
    var begun = System.nanoTime();
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long n = 0; n * pause < length.toNanos(); n++) {
        LockSupport.parkNanos(begun + n * pause - System.nanoTime());
        var key = "analysed-" + n;
        var unused =
            threads.submit(() -> {
              latencies.add(untilAnalysed(api, token, key));
              return null;
            });
      }
    }
    return latencies;
  }

  private static long untilAnalysed(URI api, String token, String key) throws IOException {
    try (var connection = new RawHttp(api)) {
      var made = connection.post("/api/v1/credit-requests", token, key, Samples.PERSONAL_JSON);
      long submitted = System.nanoTime();
      var id = ID.matcher(made.body());
      if (!id.find()) {
        throw new IOException(made.status() + " " + made.body());
      }
      var path = "/api/v1/credit-requests/" + id.group(1);
      while (!ANALYSED.matcher(connection.get(path, token).body()).find()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
      return System.nanoTime() - submitted;
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
