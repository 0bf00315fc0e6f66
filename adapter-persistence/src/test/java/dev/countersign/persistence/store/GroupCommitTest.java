package dev.countersign.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.persistence.TestDatabase;
import dev.countersign.testkit.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final TestDatabase TEST = TestDatabase.fresh();

  /** Two inserts, as two writes; an amount of nothing is refused, and a negative one is the end. */
  private static final Sql FIRST =
      Sql.ofRows("insert into deposit (id, amount) select :id::int, :amount::int from given");

  private static final Sql SECOND =
      Sql.ofRows(
          """
          insert into receipt (id, ended)
          select :id::int, case when :amount::int < 0 then pg_terminate_backend(pg_backend_pid()) end
          from given
          """);

  private static final Sql TOUCH = Sql.of("update deposit set amount = amount where id = :id::int");
  private static final Sql STAMP =
      Sql.of("update deposit set amount = amount + 1 where id = :id::int");
  private static final Sql TOUCH_TOO =
      Sql.of("update deposit set amount = amount + 0 where id = :id::int");

  /** How many more connections may be opened. */
  private final Semaphore gate = new Semaphore(Integer.MAX_VALUE);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final GroupCommit commits = new GroupCommit(Jdbi.create(this::open));

  @BeforeAll
  static void makeTables() throws SQLException {
    int unused =
        TEST.asOwner(
            """
            create table deposit (
              id int primary key, amount int check (amount <> 0),
              transaction xid8 not null default pg_current_xact_id());
            create table receipt (id int primary key references deposit, ended boolean);
            """);
  }

  @BeforeEach
  void empty() throws SQLException {
    int unused = TEST.asOwner("truncate deposit, receipt");
  }

  @AfterEach
  void end() {
    threads.close();
  }

  @AfterAll
  static void close() {
    TEST.close();
  }

  private Connection open() throws SQLException {
    gate.acquireUninterruptibly();
    return ownersConnection();
  }

  private static Connection ownersConnection() throws SQLException {
    return DriverManager.getConnection(
        TEST.url(), TestDatabase.owner(), TestDatabase.ownersPassword());
  }

  @Test
  void those_that_come_while_others_are_committed_share_a_transaction() throws Exception {
    commit(gathered(1, 2, 3, 4, 5, 6, 7, 8));

    assertThat(ask("select count(*) from deposit d join receipt r using (id) where id < 100"))
        .containsExactly("8");
    assertThat(ask("select count(distinct transaction) from deposit where id < 100"))
        .containsExactly("1");
  }

  @Test
  void those_whose_statements_are_for_one_write_each_are_committed_alone() throws Exception {
    var touches = new ArrayList<Future<List<Write>>>();
    commit(List.of(start(deposit(1, 1))));
    gate.drainPermits();
    var atWork = atWork();
    for (int i = 0; i < 4; i++) {
      touches.add(start(List.of(new Write(STAMP).with("id", 1))));
    }
    await(atWork.size() + touches.size());
    gate.release(Integer.MAX_VALUE);

    commit(atWork);
    commit(touches);
    assertThat(ask("select amount from deposit where id = 1")).containsExactly("5");
  }

  @Test
  void one_that_is_refused_does_not_hurt_the_others() throws Exception {
    var units = gathered(1, 2, 0, 3, 4);

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> Await.result(units.get(2)))
        .havingRootCause()
        .withMessageContaining("deposit_amount_check");
    commit(List.of(units.get(0), units.get(1), units.get(3), units.get(4)));
    assertThat(ask("select id from receipt where id < 100 order by id"))
        .containsExactly("0", "1", "3", "4");
  }

  @Test
  void nothing_is_tried_again_after_the_connection_was_lost() throws Exception {
    var units = gathered(1, -2, 3);

    for (var unit : units) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> Await.result(unit))
          .withCauseInstanceOf(StoreUnavailable.class);
    }
    assertThat(ask("select id from deposit where id < 100")).isEmpty();
  }

  @Test
  void whoever_waits_for_a_lock_holds_nobody_up() throws Exception {
    commit(List.of(start(deposit(1, 1)), start(deposit(2, 2))));
    try (var other = ownersConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      var unused = statement.execute("select from deposit for update");
      var blocked =
          List.of(
              start(List.of(new Write(TOUCH).with("id", 1))),
              start(List.of(new Write(TOUCH_TOO).with("id", 2))));
      commit(IntStream.range(3, 9).mapToObj(id -> start(deposit(id, id))).toList());

      assertThat(blocked).noneMatch(Future::isDone);
      other.commit();
      commit(blocked);
    }
  }

  @Test
  void whoever_waits_for_a_turn_for_too_long_is_sent_away_and_leaves_nothing() throws Exception {
    gate.drainPermits();
    var atWork = atWork();
    var late = start(deposit(1, 1));

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> Await.result(late))
        .withCauseInstanceOf(StoreUnavailable.class);
    gate.release(Integer.MAX_VALUE);
    commit(atWork);
    commit(List.of(start(deposit(2, 2))));
    assertThat(ask("select id from deposit where id < 100")).containsExactly("2");
    assertThat(commits.waiting()).isZero();
  }

  /**
   * A deposit of each amount, its place being its id, all of which came while others were at work.
   */
  private List<Future<List<Write>>> gathered(int... amounts) throws Exception {
    gate.drainPermits();
    var atWork = atWork();
    var units = new ArrayList<Future<List<Write>>>();
    for (int id = 0; id < amounts.length; id++) {
      units.add(start(deposit(id, amounts[id])));
    }
    await(atWork.size() + units.size());
    gate.release(Integer.MAX_VALUE);
    commit(atWork);
    return units;
  }

  /** They have both turns, and no connection yet. */
  private List<Future<List<Write>>> atWork() throws InterruptedException {
    var units = new ArrayList<Future<List<Write>>>();
    for (int id : new int[] {100, 101}) {
      units.add(start(deposit(id, 1)));
      await(units.size());
    }
    return units;
  }

  private void await(int waiting) {
    Await.until(waiting + " wait", () -> commits.waiting() >= waiting);
  }

  private static List<Write> deposit(int id, int amount) {
    return List.of(
        new Write(FIRST).with("id", id).with("amount", amount),
        new Write(SECOND).with("id", id).with("amount", amount));
  }

  private Future<List<Write>> start(List<Write> unit) {
    return threads.submit(() -> {
      commits.commit(unit);
      return unit;
    });
  }

  private static void commit(List<Future<List<Write>>> units) throws Exception {
    for (var unit : units) {
      var unused = Await.result(unit);
    }
  }

  private static List<String> ask(String sql) throws SQLException {
    return TEST.askAsOwner(sql);
  }
}
