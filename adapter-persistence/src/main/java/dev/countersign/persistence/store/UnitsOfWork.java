package dev.countersign.persistence.store;

import dev.countersign.application.store.StaleRevision;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Runs units of work, one at a time for each thread, and repeats the ones that met a conflict. */
public final class UnitsOfWork {
  private static final int ATTEMPTS = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(2);

  private final Jdbi jdbi;
  private final Runnable afterEventsCommitted;
  private final ThreadLocal<Optional<UnitOfWork>> present =
      ThreadLocal.withInitial(Optional::empty);

  public UnitsOfWork(Jdbi jdbi, Runnable afterEventsCommitted) {
    this.jdbi = jdbi;
    this.afterEventsCommitted = afterEventsCommitted;
  }

  /**
   * Runs work in the thread's present unit, or else in a new one.
   *
   * @throws StaleRevision if it met a conflict each time it was repeated
   */
  public <T> T inOne(Function<UnitOfWork, T> work) {
    var joined = present.get();
    return joined.isPresent() ? work.apply(joined.get()) : repeating(work);
  }

  /** The same for work that has nothing to tell. */
  public void run(Consumer<UnitOfWork> work) {
    var unused =
        inOne(unit -> {
          work.accept(unit);
          return true;
        });
  }

  /** Reads within the thread's present unit, or else by itself. */
  public <T> T read(Function<Handle, T> query) {
    var joined = present.get();
    if (joined.isPresent()) {
      return query.apply(joined.get().reading());
    }
    try (var handle = jdbi.open()) {
      return query.apply(handle);
    } catch (RuntimeException e) {
      throw StoreFailure.meaningOf(e);
    }
  }

  private <T> T repeating(Function<UnitOfWork, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (StaleRevision e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      LockSupport.parkNanos(
          ThreadLocalRandom.current().nextLong(attempt * LONGEST_PAUSE.toNanos()));
    }
  }

  private <T> T once(Function<UnitOfWork, T> work) {
    T result;
    boolean tellsOfEvents;
    try (var handle = jdbi.open()) {
      var unit = new UnitOfWork(handle);
      present.set(Optional.of(unit));
      try {
        result = work.apply(unit);
        unit.commit();
      } catch (SQLException e) {
        throw rolledBack(unit, StoreFailure.of(e));
      } catch (RuntimeException e) {
        throw rolledBack(unit, e);
      } catch (Error e) {
        throw rolledBack(unit, e);
      } finally {
        present.remove();
      }
      tellsOfEvents = unit.tellsOfEvents();
    } catch (RuntimeException e) {
      throw StoreFailure.meaningOf(e);
    }
    if (tellsOfEvents) {
      afterEventsCommitted.run();
    }
    return result;
  }

  private static <E extends Throwable> E rolledBack(UnitOfWork unit, E failure) {
    try {
      unit.rollBack();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
