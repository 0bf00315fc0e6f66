package dev.countersign.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The yardstick of the same work: the rows that a lifecycle leaves, written to the same tables by
 * bare prepared statements, each step one durable transaction in one journey. Nothing is read,
 * decided, made into text or shared with other callers.
 *
 * @param request whose rows these are
 * @param steps of its life, in their order
 */
record SameRows(UUID request, List<Step> steps) {
  /** The tables that a step adds rows to, each with the condition that finds those of a request. */
  private static final Map<String, String> ADDED_TO =
      new TreeMap<>(
          Map.of(
              "proposal", "request_id = ?::uuid",
              "proposal_word", "request_id = ?::uuid",
              "analysis", "request_id = ?::uuid",
              "decision", "request_id = ?::uuid",
              "repayment_schedule", "request_id = ?::uuid",
              "change", "stream_id = ?::uuid",
              "audit_entry", "subject like '%' || ?"));

  /** The columns that the database fills in. */
  private static final Map<String, Set<String>> GENERATED =
      Map.of("change", Set.of("id", "in_transaction"), "audit_entry", Set.of("id"));

  /** What an added row brings with it. */
  private static final Map<String, String> BROUGHT_WITH =
      Map.of(
          "change",
          """
          with added as (%s returning id, stream_type, stream_id, version, events)
          insert into outbox (event_id, stream_type, stream_id, version)
          select id + generate_series(0, cardinality(events) - 1), stream_type, stream_id, version
          from added
          """,
          "audit_entry",
          """
          with added as (%s returning id)
          insert into audit_unsealed (entry_id) select id from added
          """);

  /** One or more statements with the values of their parameters, as text. */
  private record Step(String sql, List<String> values) {}

  /** A value, as text, and the name of its type. */
  private record Cell(String type, String text) {}

  /** Sees the rows of a real lifecycle, step by step. */
  static SameRows of(String url, Properties owner, Lifecycles lives) throws SQLException {
    try (var connection = DriverManager.getConnection(url, owner)) {
      var watcher = new Watcher(connection);
      var request = lives.oneWholeLife(watcher::look);
      return new SameRows(request, watcher.steps);
    }
  }

  /** A caller that writes the rows for one new request after the other. */
  Load.Caller caller(String url, Properties owner) throws SQLException {
    var connection = DriverManager.getConnection(url, owner);
    var prepared = new ArrayList<PreparedStatement>();
    for (var step : steps) {
      prepared.add(connection.prepareStatement(step.sql));
    }
    return new Load.Caller() {
      @Override
      public void once() throws SQLException {
        var id = UUID.randomUUID().toString();
        for (int i = 0; i < prepared.size(); i++) {
          write(prepared.get(i), steps.get(i).values, id);
        }
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  private void write(PreparedStatement statement, List<String> values, String id)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i).replace(request.toString(), id), Types.OTHER);
    }
    boolean unused = statement.execute();
  }

  /** Turns what is new in the tables after a step into the statements that write it. */
  private static final class Watcher {
    final List<Step> steps = new ArrayList<>();
    private final Connection connection;
    private final Set<Map<String, Cell>> seen = new HashSet<>();
    private Map<String, Cell> before = Map.of();

    Watcher(Connection connection) {
      this.connection = connection;
    }

    void look(UUID request) throws SQLException {
      var statements = new ArrayList<String>();
      var values = new ArrayList<String>();
      var now = rows("credit_request", "id = ?::uuid", request).getFirst();
      statements.add(before.isEmpty() ? insert("credit_request", now, values) : move(now, values));
      before = now;
      for (var table : ADDED_TO.entrySet()) {
        for (var row : rows(table.getKey(), table.getValue(), request)) {
          if (seen.add(row)) {
            var written = new LinkedHashMap<>(row);
            written.keySet().removeAll(GENERATED.getOrDefault(table.getKey(), Set.of()));
            statements.add(
                BROUGHT_WITH
                    .getOrDefault(table.getKey(), "%s")
                    .formatted(insert(table.getKey(), written, values)));
          }
        }
      }
      steps.add(new Step(String.join(";", statements), values));
    }

    private static String insert(String table, Map<String, Cell> row, List<String> values) {
      row.values().forEach(cell -> values.add(cell.text));
      return "insert into %s (%s) values (%s)"
          .formatted(
              table,
              String.join(", ", row.keySet()),
              row.values().stream()
                  .map(cell -> "?::" + cell.type)
                  .collect(Collectors.joining(", ")));
    }

    private String move(Map<String, Cell> now, List<String> values) {
      var changes = new ArrayList<String>();
      now.forEach((column, cell) -> {
        if (!cell.equals(before.get(column))) {
          changes.add(column + " = ?::" + cell.type);
          values.add(cell.text);
        }
      });
      before.keySet().stream()
          .filter(column -> !now.containsKey(column))
          .forEach(column -> changes.add(column + " = null"));
      values.add(cell(now, "id"));
      values.add(cell(now, "revision"));
      return "update credit_request set %s where id = ?::uuid and revision = ?::int - 1"
          .formatted(String.join(", ", changes));
    }

    private static String cell(Map<String, Cell> row, String column) {
      return Optional.ofNullable(row.get(column)).orElseThrow().text;
    }

    /** The rows, each without its columns that are null. */
    private List<Map<String, Cell>> rows(String table, String condition, UUID request)
        throws SQLException {
      var rows = new ArrayList<Map<String, Cell>>();
      try (var query =
          connection.prepareStatement("select * from %s where %s".formatted(table, condition))) {
        query.setString(1, request.toString());
        try (var result = query.executeQuery()) {
          var columns = result.getMetaData();
          while (result.next()) {
            var row = new LinkedHashMap<String, Cell>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
              var text = result.getString(i);
              if (text != null) {
                row.put(columns.getColumnName(i), new Cell(columns.getColumnTypeName(i), text));
              }
            }
            rows.add(row);
          }
        }
      }
      return rows;
    }
  }
}
