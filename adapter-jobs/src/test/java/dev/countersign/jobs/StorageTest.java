package dev.countersign.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.Await;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class StorageTest {
  private static final String IN_THE_QUEUE =
      "select 1 from pg_locks where locktype = 'advisory' and not granted";
  private static final String TABLES =
      "select 1 from pg_tables where schemaname = 'jobs' and tablename = 'jobrunr_jobs'";

  private final String url = TestNode.freshDatabase();
  private final Storage storage = TestNode.storage(url);

  @Test
  void nodes_that_start_together_on_a_new_database_make_its_tables_one_after_the_other()
      throws Exception {
    TestNode.database(url, Clock.systemUTC()).close();
    try (var nodes = Executors.newFixedThreadPool(2);
        var pool = storage.open();
        var before = pool.getConnection();
        var statement = before.createStatement()) {
      boolean unused = statement.execute(Storage.TURN);
      var one = nodes.submit(storage::makeTables);
      var other = nodes.submit(storage::makeTables);
      Await.until("both wait", () -> ask(IN_THE_QUEUE).size() == 2);
      assertThat(ask(TABLES)).isEmpty();

      unused = statement.execute("select pg_advisory_unlock_all()");

      assertThat(List.of(one, other)).allSatisfy(node -> assertThat(Await.result(node)).isNull());
    }
    assertThat(ask(TABLES)).hasSize(1);
  }

  private List<String> ask(String sql) {
    try {
      return TestNode.ask(url, sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
