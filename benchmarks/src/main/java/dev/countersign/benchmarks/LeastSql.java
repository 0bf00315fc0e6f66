package dev.countersign.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;

/**
 * The yardstick: the least SQL that could take a request through its life on the same server. One
 * row for the request, one for what happened, each step one statement and one durable commit; no
 * rules, no audit trail, no outbox, no loading.
 */
final class LeastSql implements AutoCloseable {
  /** Submitted, analysed and approved three times. */
  static final int STEPS = 5;

  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement move;

  private LeastSql(Connection connection) throws SQLException {
    this.connection = connection;
    this.insert =
        connection.prepareStatement(
            """
            with request as (
              insert into least_request (id, state, body) values (?, 0, ?) returning id)
            insert into least_event (request_id, what) select id, 'submitted' from request
            """);
    this.move =
        connection.prepareStatement(
            """
            with request as (
              update least_request set state = state + 1 where id = ? and state = ? returning id)
            insert into least_event (request_id, what) select id, 'moved' from request
            """);
  }

  static void createTables(String url, Properties owner) throws SQLException {
    try (var connection = DriverManager.getConnection(url, owner);
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create table least_request (id uuid primary key, state int not null, body text not null);
          create table least_event (
            id bigint generated always as identity primary key,
            request_id uuid not null,
            at timestamptz not null default now(),
            what text not null)
          """);
    }
  }

  static LeastSql connect(String url, Properties owner) throws SQLException {
    return new LeastSql(DriverManager.getConnection(url, owner));
  }

  /** One durable insert of a request and what happened. */
  UUID submit(UUID id, String body) throws SQLException {
    insert.setObject(1, id);
    insert.setString(2, body);
    requireOneRow(insert.executeUpdate());
    return id;
  }

  void wholeLife(UUID id, String body) throws SQLException {
    var request = submit(id, body);
    for (int state = 0; state < STEPS - 1; state++) {
      move.setObject(1, request);
      move.setInt(2, state);
      requireOneRow(move.executeUpdate());
    }
  }

  private static void requireOneRow(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("wrote " + rows + " rows instead of one");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
