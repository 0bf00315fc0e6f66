package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.persistence.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database lets nobody in for a while, as when it is moved or restarted elsewhere. */
class DatabaseAwayTest {
  private static final String PASSWORD = "away-and-back-again";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void it_is_told_while_it_lasts_and_everything_goes_on_by_itself_afterwards(@TempDir Path data)
      throws Exception {
    try (var system = RunningSystem.start(data, PASSWORD)) {
      var anyone = Api.anonymous(system.apiUrl());
      var metrics = Api.anonymous(system.managementUrl());
      var ada = anyone.logIn("ada", PASSWORD);
      await("jobs are done", () -> metrics.get("/metrics").text().contains("jobs_working 1.0"));
      var before = ada.post("/api/v1/credit-requests", Requests.CONSUMER, "before").json();

      letIn(data, false);
      await("it is not ready", () -> anyone.get("/health/ready").status() == 503);
      await("jobs have stopped", () -> metrics.get("/metrics").text().contains("jobs_working 0.0"));
      var refused = ada.post("/api/v1/credit-requests", Requests.CONSUMER, "meanwhile");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.raw().headers().firstValue("Retry-After")).hasValue("1");
      assertThat(anyone.get("/health/live").status()).isEqualTo(200);

      letIn(data, true);
      await("it is ready again", () -> anyone.get("/health/ready").status() == 200);
      await(
          "what was refused is taken",
          () ->
              ada.post("/api/v1/credit-requests", Requests.CONSUMER, "meanwhile").status() == 201);
      var after = ada.post("/api/v1/credit-requests", Requests.CONSUMER, "meanwhile").json();
      for (var id : new String[] {before.path("id").asString(), after.path("id").asString()}) {
        await(
            "it was analysed",
            () ->
                ada.get("/api/v1/credit-requests/" + id)
                    .json()
                    .path("status")
                    .asString()
                    .equals("IN_APPROVAL"));
      }
      await("jobs go on", () -> metrics.get("/metrics").text().contains("jobs_working 1.0"));
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

  private static void await(String what, Callable<Boolean> isSo) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
