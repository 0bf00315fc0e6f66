package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailedLogInsTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void a_few_failures_cost_nothing(int failures) {
    assertThat(new FailedLogIns(failures, NOON).pause(NOON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5, 15",
    "6, 30",
    "7, 60",
    "8, 120",
    "9, 240",
    "10, 480",
    "11, 900",
    "12, 900",
    "100000, 900"
  })
  void from_the_fifth_on_each_doubles_the_pause_up_to_a_quarter_of_an_hour(
      int failures, int seconds) {
    assertThat(new FailedLogIns(failures, NOON).pause(NOON)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"50, 0", "51, 15", "52, 30", "57, 900", "1000, 900"})
  void from_everywhere_together_there_may_be_more(int failures, int seconds) {
    assertThat(new FailedLogIns(failures, NOON).pauseForAll(NOON).orElse(Duration.ZERO))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void a_pause_passes() {
    var failures = new FailedLogIns(5, NOON);

    assertThat(failures.pause(NOON.plusSeconds(10))).contains(Duration.ofSeconds(5));
    assertThat(failures.pause(NOON.plusSeconds(15))).isEqualTo(Optional.empty());
  }

  @Test
  void an_hour_without_a_failure_and_the_count_begins_anew() {
    var failures = new FailedLogIns(9, NOON);
    var hour = NOON.plus(Duration.ofHours(1));

    assertThat(failures.another(hour.minusMillis(1)))
        .isEqualTo(new FailedLogIns(10, hour.minusMillis(1)));
    assertThat(failures.another(hour)).isEqualTo(FailedLogIns.first(hour));
  }
}
