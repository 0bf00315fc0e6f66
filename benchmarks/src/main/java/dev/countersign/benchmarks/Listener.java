package dev.countersign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hears live updates at a node: when each request was analysed, and how long every change was on
 * its way, from the clock's reading that it bears, which is before its commit, until it is heard.
 */
final class Listener implements AutoCloseable {
  private static final Pattern AT = Pattern.compile("\"at\":\"([^\"]+)\"");
  private static final Pattern REQUEST = Pattern.compile("\"request\":\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Latencies latencies = new Latencies();
  private final Map<String, CompletableFuture<Long>> analysed = new ConcurrentHashMap<>();
  private final Stream<String> lines;

  Listener(URI node, String token) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(node.resolve("/api/v1/events"))
            .header("Authorization", "Bearer " + token)
            .build();
    lines = client.send(request, BodyHandlers.ofLines()).body();
    var unused = Thread.ofVirtual().start(this::listen);
  }

  private void listen() {
    try {
      lines.forEach(this::hear);
    } catch (UncheckedIOException e) {
      // It was closed.
    }
  }

  private void hear(String line) {
    var at = AT.matcher(line);
    var request = REQUEST.matcher(line);
    if (at.find() && request.find()) {
      latencies.add(Duration.between(Instant.parse(at.group(1)), Instant.now()).toNanos());
      if (line.contains("\"type\":\"analysed\"")) {
        boolean unused = analysis(request.group(1)).complete(System.nanoTime());
      }
    }
  }

  private CompletableFuture<Long> analysis(String request) {
    return analysed.computeIfAbsent(request, it -> new CompletableFuture<>());
  }

  /**
   * By {@link System#nanoTime()}, when it was heard that the request was analysed; waits for it.
   */
  long analysedNanos(String request)
      throws ExecutionException, InterruptedException, TimeoutException {
    return analysis(request).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  Latencies latencies() {
    return latencies;
  }

  @Override
  public void close() {
    lines.close();
    client.shutdownNow();
  }
}
