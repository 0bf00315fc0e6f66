package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.store.Transactions;
import dev.countersign.bootstrap.platform.BackgroundTransactions;
import dev.countersign.bootstrap.tracing.Collector;
import dev.countersign.bootstrap.tracing.Tracing;
import dev.countersign.testkit.contract.Ports;
import dev.countersign.testkit.contract.TransactionsContract;
import dev.countersign.testkit.memory.InMemoryPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The contract of transactions, kept by everything that is put around them. */
class DecoratedTransactionsTest {
  /** Spans are recorded only if there is someone to send them to. */
  private static final Collector COLLECTOR = collector();

  private static final Tracing TRACING = Tracing.to(Optional.of(COLLECTOR.address()), "test");

  private static Collector collector() {
    try {
      return new Collector();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void every_transaction_was_told_and_nothing_is_left_open() {
    TRACING.close();
    try (COLLECTOR) {
      assertThat(COLLECTOR.spans()).extracting(Collector.Span::name).contains("transaction");
    }
  }

  @Nested
  class Traced extends TransactionsContract {
    private static final Ports BARE = InMemoryPorts.fresh();
    private static final Ports PORTS =
        BARE.with(traced(BARE.transactions()), traced(BARE.accounts()));

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class InTheBackground extends TransactionsContract {
    /** So many that no test of several transactions side by side waits for a turn. */
    private static final int CONNECTIONS = 200;

    private static final BackgroundTransactions BACKGROUND =
        new BackgroundTransactions(() -> 0, CONNECTIONS);
    private static final Ports BARE = InMemoryPorts.fresh();
    private static final Ports PORTS =
        BARE.with(BACKGROUND.of(BARE.transactions()), BACKGROUND.of(BARE.accounts()));

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  /** Each within a span, since nothing is traced outside one. */
  private static <S> Transactions<S> traced(Transactions<S> bare) {
    var around = TRACING.around(bare);
    return new Transactions<>() {
      @Override
      @SuppressWarnings("try") // The scope is there to be closed.
      public <T> T inTransaction(Function<? super S, T> work) {
        var span = TRACING.tracer().spanBuilder("test").startSpan();
        try (var scope = span.makeCurrent()) {
          return around.inTransaction(work);
        } finally {
          span.end();
        }
      }
    };
  }
}
