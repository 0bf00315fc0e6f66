package dev.countersign.bootstrap.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void nothing_is_left_waiting() {
    mayEnd.countDown();
    threads.close();
  }

  @Test
  void what_finds_no_place_is_turned_away_at_once() throws Exception {
    var turns = new Turns(1, 0, LONG);
    var first = occupying(turns);

    assertThat(turns.take(() -> "second")).isEmpty();

    mayEnd.countDown();
    assertThat(first.get()).contains("first");
  }

  @Test
  void what_waits_has_its_turn_when_another_is_done() throws Exception {
    var turns = new Turns(1, 1, LONG);
    var first = occupying(turns);
    var second = threads.submit(() -> turns.take(() -> "second"));

    mayEnd.countDown();

    assertThat(first.get()).contains("first");
    assertThat(second.get()).contains("second");
  }

  @Test
  void what_waits_too_long_is_turned_away() throws Exception {
    var turns = new Turns(1, 1, Duration.ofMillis(1));
    var first = occupying(turns);

    assertThat(turns.take(() -> "second")).isEmpty();

    mayEnd.countDown();
    assertThat(first.get()).contains("first");
  }

  @Test
  void a_turn_that_failed_is_over() {
    var turns = new Turns(1, 0, LONG);

    assertThatIllegalStateException()
        .isThrownBy(() ->
            turns.take(() -> {
              throw new IllegalStateException("no memory");
            }));

    assertThat(turns.take(() -> "next")).contains("next");
  }

  /** Takes the only turn and keeps it until it may end. */
  private Future<Optional<String>> occupying(Turns turns) throws InterruptedException {
    var first =
        threads.submit(() ->
            turns.take(() -> {
              begun.countDown();
              try {
                mayEnd.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "first";
            }));
    begun.await();
    return first;
  }
}
