package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.postgres.EmbeddedPostgres;
import dev.countersign.testkit.Await;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database lets nobody in for a while, as when it is moved or restarted elsewhere. */
class DatabaseAwayTest {
  private static final String PASSWORD = "away-and-back-again";

  @Test
  void it_is_told_while_it_lasts_and_everything_goes_on_by_itself_afterwards(@TempDir Path data)
      throws Exception {
    try (var system = RunningSystem.start(data, PASSWORD)) {
      var anyone = Api.anonymous(system.apiUrl());
      var management = Api.anonymous(system.managementUrl());
      var ada = anyone.logIn("ada", PASSWORD);
      Await.until("jobs are done", () -> management.metric("jobs_working") == 1);
      var before = ada.post("/api/v1/credit-requests", Requests.CONSUMER, "before").json();

      letIn(data, false);
      Await.until("it is not ready", () -> anyone.get("/health/ready").status() == 503);
      Await.until("jobs have stopped", () -> management.metric("jobs_working") == 0);
      var refused = ada.post("/api/v1/credit-requests", Requests.CONSUMER, "meanwhile");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.raw().headers().firstValue("Retry-After")).hasValue("1");
      assertThat(anyone.get("/health/live").status()).isEqualTo(200);

      letIn(data, true);
      Await.until("it is ready again", () -> anyone.get("/health/ready").status() == 200);
      Await.until(
          "what was refused is taken",
          () ->
              ada.post("/api/v1/credit-requests", Requests.CONSUMER, "meanwhile").status() == 201);
      var after = ada.post("/api/v1/credit-requests", Requests.CONSUMER, "meanwhile").json();
      for (var id : new String[] {before.path("id").asString(), after.path("id").asString()}) {
        Await.until(
            "it was analysed",
            () ->
                ada.get("/api/v1/credit-requests/" + id)
                    .json()
                    .path("status")
                    .asString()
                    .equals("IN_APPROVAL"));
      }
      Await.until("jobs go on", () -> management.metric("jobs_working") == 1);
    }
  }

  private static void letIn(Path data, boolean all) throws SQLException {
    var access = EmbeddedPostgres.ofRunning(data).orElseThrow();
    var elsewhere = access.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/postgres$1");
    try (var connection = DriverManager.getConnection(elsewhere, access.user(), access.password());
        var statement = connection.createStatement()) {
      int unused = statement.executeUpdate("alter database countersign allow_connections " + all);
      if (!all) {
        boolean rows =
            statement.execute(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = 'countersign'
                """);
        assertThat(rows).isTrue();
      }
    }
  }
}
