package dev.countersign.bootstrap.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.AccountStore;
import dev.countersign.application.credit.analysis.BureauRecord;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.memory.InMemoryDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTransactionsTest {
  private static final int CONNECTIONS = 8;
  private static final int A_QUARTER = 2;
  private static final TaxId SOMEONE = new TaxId("15350946056");

  private final InMemoryDatabase database = new InMemoryDatabase(Clock.systemUTC());

  /** Daemons: work that a failed test leaves waiting must not keep the JVM. */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void nothing_is_left_waiting() {
    mayEnd.countDown();
    threads.shutdown();
    Await.until("all work has ended", threads::isTerminated);
  }

  @Test
  void transactions_take_a_quarter_of_the_connections_at_most() throws Exception {
    var background = background(() -> 0).of(database);
    var together = new CyclicBarrier(A_QUARTER);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var all = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 20; i++) {
      all.add(
          threads.submit(() ->
              background.inTransaction(store -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Await.all(together);
                return now.decrementAndGet();
              })));
    }

    for (var each : all) {
      assertThat(Await.result(each)).isBetween(0, A_QUARTER);
    }
    assertThat(most).hasValue(A_QUARTER);
  }

  @Test
  void lookups_do_not_wait_for_transactions_that_wait_for_something_else() throws Exception {
    var background = background(() -> 0);
    var records = background.lookup(database.bureauRecords()::find);
    var transactions = background.of(database);
    database.run(store -> store.bureauRecords().put(SOMEONE, new BureauRecord.OutOfOrder()));
    var begun = new CountDownLatch(A_QUARTER);
    for (int i = 0; i < A_QUARTER; i++) {
      threads.execute(() ->
          transactions.run(store -> {
            begun.countDown();
            Await.open(mayEnd);
          }));
    }
    Await.open(begun);

    var found = threads.submit(() -> records.apply(SOMEONE));
    assertThat(Await.result(found)).contains(new BureauRecord.OutOfOrder());
  }

  @Test
  void a_transaction_within_another_takes_part_in_its_turn() throws Exception {
    var background = new BackgroundTransactions(() -> 0, 1);
    var outer = background.of(database);
    Transactions<AccountStore> inner = background.of(database.transactions(store -> store));

    var done =
        threads.submit(() -> outer.inTransaction(store -> inner.inTransaction(it -> "both")));

    assertThat(Await.result(done)).isEqualTo("both");
  }

  @Test
  void callers_go_first_for_a_moment_and_no_longer() {
    var looks = new AtomicInteger();
    var crowded =
        background(
                () -> {
                  looks.incrementAndGet();
                  return 100;
                })
            .lookup(database.bureauRecords()::find);

    assertThat(crowded.apply(SOMEONE)).isEqualTo(Optional.empty());
    assertThat(looks).hasValueGreaterThan(1);
  }

  private BackgroundTransactions background(IntSupplier waiting) {
    return new BackgroundTransactions(waiting, CONNECTIONS);
  }
}
