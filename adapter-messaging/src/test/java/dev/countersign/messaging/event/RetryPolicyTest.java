package dev.countersign.messaging.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Test
  void pauses_double_up_to_the_longest() {
    var policy = RetryPolicy.PUBLISHING;

    assertThat(policy.pauseAfter(1)).isEqualTo(Duration.ofMillis(100));
    assertThat(policy.pauseAfter(2)).isEqualTo(Duration.ofMillis(200));
    assertThat(policy.pauseAfter(10)).isEqualTo(Duration.ofMillis(51_200));
    assertThat(policy.pauseAfter(11)).isEqualTo(Duration.ofMinutes(1));
    assertThat(policy.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a_subscriber_is_given_up_at_its_eighth_failure() {
    assertThat(RetryPolicy.HANDLING.isLast(7)).isFalse();
    assertThat(RetryPolicy.HANDLING.isLast(8)).isTrue();
  }

  @Test
  void an_event_is_tried_twice_at_least() {
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least twice");
  }
}
