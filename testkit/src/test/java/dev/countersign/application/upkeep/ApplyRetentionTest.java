package dev.countersign.application.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.upkeep.Retention.Kind;
import dev.countersign.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplyRetentionTest {
  @Test
  void everything_goes_that_is_older_than_its_kind_is_kept_some_at_a_time() {
    var left = new EnumMap<Kind, Integer>(Kind.class);
    left.put(Kind.ANSWERS, 2_500);
    left.put(Kind.SESSIONS, 0);
    left.put(Kind.FAILED_LOG_INS, 1_000);
    left.put(Kind.PROCESSED_EVENTS, 1);
    left.put(Kind.DELIVERIES, 2);
    var since = new EnumMap<Kind, Instant>(Kind.class);

    var dropped =
        new ApplyRetention(
                (kind, before, limit) -> {
                  since.put(kind, before);
                  int now = Math.min(limit, left.getOrDefault(kind, 0));
                  left.merge(kind, -now, Integer::sum);
                  return now;
                },
                MutableClock.at(Scene.NOON))
            .run();

    assertThat(dropped)
        .isEqualTo(
            Map.of(
                Kind.ANSWERS, 2_500,
                Kind.SESSIONS, 0,
                Kind.FAILED_LOG_INS, 1_000,
                Kind.PROCESSED_EVENTS, 1,
                Kind.DELIVERIES, 2));
    assertThat(left.values()).containsOnly(0);
    assertThat(since)
        .containsEntry(Kind.ANSWERS, Scene.NOON.minus(Duration.ofDays(7)))
        .containsEntry(Kind.SESSIONS, Scene.NOON.minus(Duration.ofDays(1)))
        .containsEntry(Kind.FAILED_LOG_INS, Scene.NOON.minus(Duration.ofHours(1)))
        .containsEntry(Kind.PROCESSED_EVENTS, Scene.NOON.minus(Duration.ofDays(30)))
        .containsEntry(Kind.DELIVERIES, Scene.NOON.minus(Duration.ofDays(30)));
  }
}
