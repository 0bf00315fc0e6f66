package dev.countersign.persistence.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One transaction, at the price of as few journeys to the database as it can have.
 *
 * <p>Reads go at once. Writes are gathered and go together at the end, with the commit. As long as
 * nothing is locked, no transaction is begun before that: under READ COMMITTED every read has a
 * snapshot of its own anyway, and what guards a write stands in the write itself. So the gathered
 * writes can go with those of other units, as {@link GroupCommit} has it.
 */
public final class UnitOfWork {
  private static final Write COMMIT = new Write(Sql.of("commit"));

  private final Jdbi jdbi;
  private final GroupCommit commits;
  private final List<Write> pending = new ArrayList<>();
  private final Thread thread = Thread.currentThread();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final Set<Object> unproven = new HashSet<>();
  private final boolean mayRecall;
  private @Nullable Handle opened;
  private boolean begun;
  private boolean ended;

  UnitOfWork(Jdbi jdbi, GroupCommit commits, boolean mayRecall) {
    this.jdbi = jdbi;
    this.commits = commits;
    this.mayRecall = mayRecall;
  }

  /** To be read through; sees all that was written so far. */
  public Handle reading() {
    requireOpen();
    return pending.isEmpty() ? handle() : locking();
  }

  /** To be read through with locks, which last until the end of the transaction. */
  public Handle locking() {
    requireOpen();
    if (!begun) {
      var unused = handle().begin();
      begun = true;
    }
    send();
    return handle();
  }

  /** To be done before the transaction ends, in the order of the calls. */
  public void write(Write write) {
    requireOpen();
    pending.add(write);
  }

  /**
   * To be done at once.
   *
   * @return the number of rows it touched
   */
  public int writeNow(Write write) {
    return write.now(locking());
  }

  /** To be done once all of it is committed, on this thread. */
  public void afterCommit(Runnable action) {
    requireOpen();
    afterCommit.add(action);
  }

  /**
   * What memory has to say of something, in place of a reading. It may be out of date, and this is
   * found out by a guarded write: without a call of {@link #proven} for the same, the unit is
   * rolled back and repeated with readings.
   */
  public <T> Optional<T> recall(Object what, Supplier<Optional<T>> memory) {
    requireOpen();
    if (!mayRecall) {
      return Optional.empty();
    }
    var recalled = memory.get();
    if (recalled.isPresent()) {
      unproven.add(what);
    }
    return recalled;
  }

  /** Says that a write will fail if what was recalled is out of date. */
  public void proven(Object what) {
    unproven.remove(what);
  }

  boolean restsOnMemory() {
    return !unproven.isEmpty();
  }

  private void requireOpen() {
    if (ended || Thread.currentThread() != thread) {
      throw new IllegalStateException("a store is of no use outside its transaction");
    }
  }

  List<Runnable> afterCommit() {
    return afterCommit;
  }

  void commit() {
    if (begun) {
      pending.add(COMMIT);
      send();
      // The driver knows that the transaction has ended, so this goes nowhere.
      var unused = handle().commit();
      end();
    } else {
      end();
      if (!pending.isEmpty()) {
        commits.commit(pending);
      }
    }
  }

  void rollBack() {
    try {
      if (begun) {
        var unused = handle().rollback();
      }
    } finally {
      end();
    }
  }

  private Handle handle() {
    if (opened == null) {
      opened = jdbi.open();
    }
    return opened;
  }

  private void send() {
    if (!pending.isEmpty()) {
      Write.all(pending, handle());
      pending.clear();
    }
  }

  private void end() {
    ended = true;
    begun = false;
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
