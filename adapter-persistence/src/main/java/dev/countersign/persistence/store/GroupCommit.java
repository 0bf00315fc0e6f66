package dev.countersign.persistence.store;

import dev.countersign.application.store.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Commits units of work. Those that come while others are being committed gather, and the ones that
 * write alike go together, in one transaction: what a commit costs is paid once for all of them.
 *
 * <p>None feels what is wrong with another. Units that fail together are rolled back together, and
 * then each is tried by itself. Together they wait for a lock for a moment only, by itself each for
 * as long as it may. If the connection is lost, nobody knows whether they are committed, so nothing
 * is tried again.
 */
final class GroupCommit {
  private static final int LARGEST = 32;

  /** While one group waits for the disk, the next is already at work. */
  private static final int AT_A_TIME = 2;

  /** Longer than this, nobody waits for a turn: the caller is asked to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /**
   * A plan is kept for any number of rows, and never a walk through a table that was small when the
   * plan was made.
   */
  private static final Write WAIT_A_MOMENT =
      new Write(
          Sql.of(
              """
              select set_config('lock_timeout', '100ms', true),
                set_config('enable_seqscan', 'off', true),
                set_config('plan_cache_mode', 'force_generic_plan', true)
              """));

  private final Jdbi jdbi;
  private final Map<List<Sql>, Group> gathering = new HashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Queue<Group> queue = new ArrayDeque<>();
  private int turns = AT_A_TIME;

  GroupCommit(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Returns once the unit is committed.
   *
   * @param unit writes that take effect all or none
   * @throws StoreUnavailable if there was no turn for too long, and then they have no effect, or if
   *     the connection was lost
   * @throws StoreFailure if they were refused; they have no effect
   */
  void commit(List<Write> unit) {
    waiting.incrementAndGet();
    try {
      var group = join(unit);
      if (group.leader == Thread.currentThread()) {
        lead(group);
      }
      if (!group.isCommitted()) {
        try (var handle = jdbi.open()) {
          Write.all(unit, handle);
        }
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** How many units are not committed yet. */
  int waiting() {
    return waiting.get();
  }

  private synchronized Group join(List<Write> unit) {
    var alike = unit.stream().map(Write::sql).toList();
    var group = gathering.get(alike);
    if (group == null) {
      group = new Group(alike);
      if (turns > 0) {
        turns--;
        group.turn.complete(null);
      } else {
        gathering.put(alike, group);
        queue.add(group);
      }
    }
    group.units.add(unit);
    if (group.units.size() == LARGEST || !group.takesMore()) {
      gathering.remove(alike, group);
    }
    return group;
  }

  private void lead(Group group) {
    try {
      awaitTurn(group);
      try {
        group.committed.complete(tryTogether(group));
      } finally {
        passOn();
      }
    } catch (RuntimeException e) {
      group.committed.completeExceptionally(StoreFailure.meaningOf(e));
    } catch (Error e) {
      group.committed.completeExceptionally(e);
    }
  }

  private void awaitTurn(Group group) {
    try {
      group.turn.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      giveUp(group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      giveUp(group, e);
    }
  }

  /** Unless the turn came at the last moment. */
  private synchronized void giveUp(Group group, Exception cause) {
    if (queue.remove(group)) {
      gathering.remove(group.alike, group);
      throw new StoreUnavailable(cause);
    }
  }

  private synchronized void passOn() {
    var next = queue.poll();
    if (next == null) {
      turns++;
    } else {
      gathering.remove(next.alike, next);
      next.turn.complete(null);
    }
  }

  /** Whether they are all committed; otherwise none of them is. */
  private boolean tryTogether(Group group) {
    try (var handle = jdbi.open()) {
      try {
        Write.alike(group.statements(), handle);
        return true;
      } catch (RuntimeException e) {
        if (isLost(handle)) {
          throw e;
        }
        return false;
      }
    }
  }

  private static boolean isLost(Handle handle) {
    try {
      return handle.getConnection().isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /** Units that write alike; the thread of the first leads. */
  private static final class Group {
    final Thread leader = Thread.currentThread();
    final List<Sql> alike;
    final List<List<Write>> units = new ArrayList<>();
    final CompletableFuture<Void> turn = new CompletableFuture<>();
    final CompletableFuture<Boolean> committed = new CompletableFuture<>();

    Group(List<Sql> alike) {
      this.alike = alike;
    }

    boolean takesMore() {
      return alike.stream().allMatch(Sql::takesRows);
    }

    /** Each statement with the writes of all units. */
    List<List<Write>> statements() {
      var statements = new ArrayList<List<Write>>(List.of(List.of(WAIT_A_MOMENT)));
      for (int i = 0; i < alike.size(); i++) {
        int number = i;
        statements.add(units.stream().map(unit -> unit.get(number)).toList());
      }
      return statements;
    }

    boolean isCommitted() {
      try {
        return committed.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException failure ? failure : e;
      }
    }
  }
}
