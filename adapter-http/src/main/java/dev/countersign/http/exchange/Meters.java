package dev.countersign.http.exchange;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times the calls, by method, route and status. A path itself is never a label. */
final class Meters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Map<Labels, Pair> pairs = new ConcurrentHashMap<>();

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  void record(String method, String route, int status, long nanos) {
    var pair = pairs.computeIfAbsent(new Labels(method, route, status), this::register);
    pair.requests().increment();
    pair.duration().record(nanos, TimeUnit.NANOSECONDS);
  }

  private Pair register(Labels labels) {
    var tags =
        new String[] {
          "method", labels.method(), "route", labels.route(), "status", "" + labels.status()
        };
    return new Pair(
        Counter.builder("http.server.requests")
            .description("Calls answered")
            .tags(tags)
            .register(registry),
        Timer.builder("http.request.duration")
            .description("From the call's arrival at its route to its answer")
            .serviceLevelObjectives(BUCKETS)
            .tags(tags)
            .register(registry));
  }

  private record Labels(String method, String route, int status) {}

  private record Pair(Counter requests, Timer duration) {}
}
