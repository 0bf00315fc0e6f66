package dev.countersign.persistence.store;

import dev.countersign.application.store.StaleRevision;
import dev.countersign.application.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Runs units of work, one at a time for each thread, and repeats the ones that met a conflict. The
 * first attempt may recall what the node saved last; the others read.
 */
public final class UnitsOfWork {
  private static final int ATTEMPTS = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(2);

  private final Jdbi jdbi;
  private final GroupCommit commits;
  private final List<Runnable> whenUnavailable = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Optional<UnitOfWork>> present =
      ThreadLocal.withInitial(Optional::empty);

  public UnitsOfWork(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.commits = new GroupCommit(jdbi);
  }

  /**
   * Has an action run whenever the database can't be reached or was lost: it may come back as
   * another, so that nothing remembered of it holds any more.
   */
  public void whenUnavailable(Runnable action) {
    whenUnavailable.add(action);
  }

  /**
   * Runs work in the thread's present unit, or else in a new one.
   *
   * @throws StaleRevision if it met a conflict each time it was repeated
   */
  public <T> T inOne(Function<UnitOfWork, T> work) {
    var joined = present.get();
    if (joined.isPresent()) {
      return work.apply(joined.get());
    }
    try {
      return repeating(work);
    } catch (StoreUnavailable e) {
      whenUnavailable.forEach(Runnable::run);
      throw e;
    }
  }

  /** The same for work without a result. */
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

  /** How many units wait until they are committed. */
  public int waiting() {
    return commits.waiting();
  }

  private <T> T repeating(Function<UnitOfWork, T> work) {
    try {
      return once(work, true);
    } catch (StaleRevision | RestedOnMemory e) {
      return repeatingWithReadings(work);
    }
  }

  private <T> T repeatingWithReadings(Function<UnitOfWork, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work, false);
      } catch (StaleRevision e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      LockSupport.parkNanos(
          ThreadLocalRandom.current().nextLong(attempt * LONGEST_PAUSE.toNanos()));
    }
  }

  private <T> T once(Function<UnitOfWork, T> work, boolean mayRecall) {
    var unit = new UnitOfWork(jdbi, commits, mayRecall);
    present.set(Optional.of(unit));
    T result;
    try {
      result = work.apply(unit);
      if (unit.restsOnMemory()) {
        throw new RestedOnMemory();
      }
      unit.commit();
    } catch (RuntimeException e) {
      var meaning = StoreFailure.meaningOf(e);
      throw rolledBack(
          unit,
          unit.restsOnMemory() && !(meaning instanceof StoreUnavailable)
              ? new RestedOnMemory()
              : meaning);
    } catch (Error e) {
      throw rolledBack(unit, e);
    } finally {
      present.remove();
    }
    unit.afterCommit().forEach(Runnable::run);
    return result;
  }

  /** What came of a unit came of what was recalled alone, so it says nothing yet. */
  private static final class RestedOnMemory extends RuntimeException {
    private static final long serialVersionUID = 1;

    RestedOnMemory() {
      super("repeated with readings", null, true, false);
    }
  }

  private static <E extends Throwable> E rolledBack(UnitOfWork unit, E failure) {
    try {
      unit.rollBack();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
