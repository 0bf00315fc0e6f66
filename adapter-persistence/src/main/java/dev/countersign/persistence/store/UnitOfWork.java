package dev.countersign.persistence.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * One transaction, at the price of as few journeys to the database as it can have.
 *
 * <p>Reads go at once. Writes are gathered and go together at the end, with the commit, in one
 * journey. As long as nothing is locked, none is spent on beginning a transaction: under READ
 * COMMITTED every read has a snapshot of its own anyway, and what guards a write stands in the
 * write itself. The gathered writes take effect all or none, since PostgreSQL runs what comes
 * before one Sync message as one transaction.
 */
public final class UnitOfWork {
  private final Handle handle;
  private final List<Write> pending = new ArrayList<>();
  private final Thread thread = Thread.currentThread();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final Set<Object> unproven = new HashSet<>();
  private final boolean mayRecall;
  private boolean begun;
  private boolean ended;

  UnitOfWork(Handle handle, boolean mayRecall) {
    this.handle = handle;
    this.mayRecall = mayRecall;
  }

  /** To be read through; sees all that was written so far. */
  public Handle reading() {
    requireOpen();
    return pending.isEmpty() ? handle : locking();
  }

  /** To be read through with locks, which last until the end of the transaction. */
  public Handle locking() {
    requireOpen();
    try {
      begin();
      if (!pending.isEmpty()) {
        send(";");
      }
      return handle;
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
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
    var connection = locking().getConnection();
    try (var statement = connection.prepareStatement(write.sql().text())) {
      int unused = write.bind(statement, 1);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
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

  void commit() throws SQLException {
    if (!pending.isEmpty()) {
      send(begun ? ";commit" : "");
    } else if (begun) {
      handle.getConnection().commit();
    }
    end();
  }

  void rollBack() throws SQLException {
    if (begun) {
      handle.getConnection().rollback();
    }
    end();
  }

  private void begin() throws SQLException {
    if (!begun) {
      handle.getConnection().setAutoCommit(false);
      begun = true;
    }
  }

  private void end() throws SQLException {
    ended = true;
    if (begun) {
      handle.getConnection().setAutoCommit(true);
    }
  }

  private void send(String ending) throws SQLException {
    var sql =
        pending.size() == 1 && ending.isEmpty()
            ? pending.getFirst().sql().text()
            : pending.stream()
                .map(write -> write.sql().text())
                .collect(Collectors.joining(";", "", ending));
    try (var statement = handle.getConnection().prepareStatement(sql)) {
      int index = 1;
      for (var write : pending) {
        index = write.bind(statement, index);
      }
      boolean unused = statement.execute();
    }
    pending.clear();
  }
}
