package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.FailedLogIns;
import dev.countersign.application.audit.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Failures are counted by name, by everyone at once, and forgotten in time. */
public abstract class LoginThrottleContract extends PortContract {
  private static final Origin HERE = new Origin("203.0.113.9");

  @Test
  final void every_try_counts_until_a_pause_is_due_and_none_during_it() {
    var name = name();
    var expected = FailedLogIns.first(now);
    assertThat(tried(name, now)).isEmpty();

    for (int second = 1; second <= 40; second++) {
      var at = now.plusSeconds(second);
      var pause = expected.pause(at);
      assertThat(tried(name, at)).isEqualTo(pause);
      expected = pause.isPresent() ? expected : expected.another(at);
    }

    assertThat(expected.count()).isEqualTo(6);
  }

  @Test
  final void failures_of_long_ago_are_forgotten() {
    var name = name();
    failOften(name, now);

    assertThat(tried(name, now)).isPresent();
    failOften(name, now.plus(Duration.ofDays(1)));
  }

  @Test
  final void a_success_makes_up_for_all_failures() {
    var name = name();
    failOften(name, now);

    on.transactions().run(store -> store.logins().succeeded(name.toUpperCase(Locale.ROOT), HERE));

    failOften(name, now);
  }

  @Test
  final void a_success_without_a_failure_changes_nothing() {
    var name = name();

    on.transactions().run(store -> store.logins().succeeded(name, HERE));

    failOften(name, now);
    assertThat(tried(name, now)).isPresent();
  }

  @Test
  final void a_try_of_which_nothing_came_is_forgotten() {
    var name = name();
    failOften(name, now);

    on.transactions().run(store -> store.logins().untried(name, HERE));

    assertThat(tried(name, now)).isEmpty();
    assertThat(tried(name, now)).isPresent();
  }

  @Test
  final void the_first_try_is_forgotten_as_well() {
    var name = name();
    assertThat(tried(name, now)).isEmpty();

    on.transactions().run(store -> store.logins().untried(name, HERE));
    on.transactions().run(store -> store.logins().untried(name, HERE));

    failOften(name, now);
  }

  @Test
  final void names_count_whatever_the_case_of_their_letters() {
    var name = name();
    failOften(name.toLowerCase(Locale.ROOT), now);

    assertThat(tried(name.toUpperCase(Locale.ROOT), now))
        .isEqualTo(new FailedLogIns(5, now).pause(now));
  }

  @Test
  final void a_stranger_elsewhere_keeps_nobody_out() {
    var name = name();
    failOften(name, now);
    assertThat(tried(name, now)).isPresent();

    assertThat(tried(name, new Origin("198.51.100.7"), now)).isEmpty();
  }

  @Test
  final void many_strangers_together_are_slowed_down() {
    var name = name();
    for (int i = 0; i <= 50; i++) {
      assertThat(tried(name, new Origin("198.51.100." + i), now)).isEmpty();
    }

    assertThat(tried(name, HERE, now)).isEqualTo(new FailedLogIns(51, now).pauseForAll(now));
  }

  private Optional<Duration> tried(String name, Origin from, Instant at) {
    return inTransaction(store -> store.logins().tried(name, from, at));
  }

  @Test
  final void one_name_does_not_slow_another() {
    failOften(name(), now);

    failOften(name(), now);
  }

  @Test
  final void of_many_tries_at_once_no_more_get_through_than_one_after_the_other() {
    var name = name();

    var pauses = Threads.atOnce(16, number -> tried(name, now));

    assertThat(pauses).filteredOn(Optional::isEmpty).hasSize(5);
  }

  @Test
  final void any_text_may_be_tried() {
    for (var text : List.of("", " ", "\u0000", "x".repeat(100_000), "🏠")) {
      var name = name() + text;
      failOften(name, now);

      assertThat(tried(name, now)).isPresent();
    }
  }

  private Optional<Duration> tried(String name, Instant at) {
    return inTransaction(store -> store.logins().tried(name, HERE, at));
  }

  private void failOften(String name, Instant at) {
    for (int i = 0; i < 5; i++) {
      assertThat(tried(name, at)).isEmpty();
    }
  }

  private String name() {
    return "Someone-" + IDS.next(now);
  }
}
