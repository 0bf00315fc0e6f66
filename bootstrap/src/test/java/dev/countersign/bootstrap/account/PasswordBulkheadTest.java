package dev.countersign.bootstrap.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.application.account.PasswordsBusy;
import dev.countersign.testkit.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordBulkheadTest {
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
    var bulkhead = new PasswordBulkhead(1, 0, LONG);
    var first = occupying(bulkhead);

    assertThatExceptionOfType(PasswordsBusy.class)
        .isThrownBy(() -> bulkhead.execute(() -> "second"));

    mayEnd.countDown();
    assertThat(Await.result(first)).isEqualTo("first");
  }

  @Test
  void what_waits_has_its_turn_when_another_is_done() throws Exception {
    var bulkhead = new PasswordBulkhead(1, 1, LONG);
    var first = occupying(bulkhead);
    var second = threads.submit(() -> bulkhead.execute(() -> "second"));

    mayEnd.countDown();

    assertThat(Await.result(first)).isEqualTo("first");
    assertThat(Await.result(second)).isEqualTo("second");
  }

  @Test
  void what_waits_too_long_is_turned_away() throws Exception {
    var bulkhead = new PasswordBulkhead(1, 1, Duration.ofMillis(1));
    var first = occupying(bulkhead);

    assertThatExceptionOfType(PasswordsBusy.class)
        .isThrownBy(() -> bulkhead.execute(() -> "second"));

    mayEnd.countDown();
    assertThat(Await.result(first)).isEqualTo("first");
  }

  @Test
  void a_turn_that_failed_is_over() {
    var bulkhead = new PasswordBulkhead(1, 0, LONG);

    assertThatIllegalStateException()
        .isThrownBy(() ->
            bulkhead.execute(() -> {
              throw new IllegalStateException("no memory");
            }))
        .withMessage("no memory");

    assertThat(bulkhead.execute(() -> "next")).isEqualTo("next");
  }

  /** Takes the only turn and keeps it until it may end. */
  private Future<String> occupying(PasswordBulkhead bulkhead) throws InterruptedException {
    var first =
        threads.submit(() ->
            bulkhead.execute(() -> {
              begun.countDown();
              Await.open(mayEnd);
              return "first";
            }));
    Await.open(begun);
    return first;
  }
}
