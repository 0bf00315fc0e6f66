package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.FailedLogIns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Failures are counted by name, by everyone at once, and forgotten in time. */
public abstract class LoginThrottleContract extends PortContract {
  @Test
  final void a_name_that_was_never_tried_has_no_pause() {
    assertThat(pause(name(), now)).isEmpty();
  }

  @Test
  final void failures_make_the_pause_that_their_number_makes() {
    var name = name();
    var expected = FailedLogIns.first(now);
    fail(name, now);

    for (int second = 1; second <= 12; second++) {
      var at = now.plusSeconds(second);
      expected = expected.another(at);
      fail(name, at);

      assertThat(pause(name, at)).isEqualTo(expected.pause(at));
      assertThat(pause(name, at.plusSeconds(20))).isEqualTo(expected.pause(at.plusSeconds(20)));
    }
    assertThat(pause(name, now.plusSeconds(12))).isPresent();
  }

  @Test
  final void failures_of_long_ago_are_forgotten() {
    var name = name();
    failOften(name, now);

    fail(name, now.plus(Duration.ofDays(1)));

    assertThat(pause(name, now.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  final void a_success_makes_up_for_all_failures() {
    var name = name();
    failOften(name, now);

    on.transactions().run(store -> store.logins().succeeded(name.toUpperCase(Locale.ROOT)));

    assertThat(pause(name, now)).isEmpty();
    fail(name, now);
    assertThat(pause(name, now)).isEmpty();
  }

  @Test
  final void a_success_without_a_failure_changes_nothing() {
    var name = name();

    on.transactions().run(store -> store.logins().succeeded(name));

    assertThat(pause(name, now)).isEmpty();
  }

  @Test
  final void names_count_whatever_the_case_of_their_letters() {
    var name = name();
    for (int i = 0; i < 5; i++) {
      fail(name.toLowerCase(Locale.ROOT), now);
      fail(name.toUpperCase(Locale.ROOT), now);
    }

    assertThat(pause(name, now)).isEqualTo(new FailedLogIns(10, now).pause(now));
  }

  @Test
  final void one_name_does_not_slow_another() {
    failOften(name(), now);

    assertThat(pause(name(), now)).isEmpty();
  }

  @Test
  final void no_failure_of_many_at_once_goes_uncounted() {
    var name = name();

    var unused =
        Threads.atOnce(
            10,
            number -> {
              fail(name, now);
              return true;
            });

    assertThat(pause(name, now)).isEqualTo(new FailedLogIns(10, now).pause(now));
  }

  @Test
  final void any_text_may_be_tried() {
    for (var text : List.of("", " ", "\u0000", "x".repeat(100_000), "🏠")) {
      var name = name() + text;
      failOften(name, now);

      assertThat(pause(name, now)).isPresent();
    }
  }

  private Optional<Duration> pause(String name, Instant at) {
    return inTransaction(store -> store.logins().pause(name, at));
  }

  private void fail(String name, Instant at) {
    on.transactions().run(store -> store.logins().failed(name, at));
  }

  private void failOften(String name, Instant at) {
    for (int i = 0; i < 8; i++) {
      fail(name, at);
    }
  }

  private String name() {
    return "Someone-" + IDS.next(now);
  }
}
