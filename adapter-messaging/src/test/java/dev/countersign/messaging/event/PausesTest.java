package dev.countersign.messaging.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausesTest {
  @Test
  void pauses_double_up_to_the_longest() {
    var pauses = new Backoff(Duration.ofMillis(100), Duration.ofMinutes(1));

    assertThat(pauses.after(1)).isEqualTo(Duration.ofMillis(100));
    assertThat(pauses.after(2)).isEqualTo(Duration.ofMillis(200));
    assertThat(pauses.after(10)).isEqualTo(Duration.ofMillis(51_200));
    assertThat(pauses.after(11)).isEqualTo(Duration.ofMinutes(1));
    assertThat(pauses.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
  }
}
