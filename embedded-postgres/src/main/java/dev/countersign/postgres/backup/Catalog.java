package dev.countersign.postgres.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the database says it holds, all names as SQL writes them. */
final class Catalog {
  /** Every table of ours by name, once for each other table that it refers to. */
  private static final String TABLES =
      """
      select quote_ident(t.relname) as name, quote_ident(r.relname) as refers_to
      from pg_class t
        left join pg_constraint c on c.conrelid = t.oid and c.contype = 'f' and c.confrelid <> t.oid
        left join pg_class r on r.oid = c.confrelid
      where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r'
        and t.relname not like 'flyway\\_%'
      order by t.relname
      """;

  /** Numbers of transactions say nothing on another server. */
  private static final String COLUMNS =
      """
      select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
      where attrelid = ?::regclass and attnum > 0 and not attisdropped
        and atttypid <> 'xid8'::regtype
      """;

  private static final String SEQUENCES =
      """
      select quote_ident(sequencename) as name, last_value from pg_sequences
      where schemaname = current_schema() and last_value is not null order by sequencename
      """;

  private static final String UNREADABLE =
      """
      select quote_ident(relname) as name from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'S')
        and not has_table_privilege(oid, 'select')
      order by relname
      """;

  /** Each part of the schema has a history of its migrations. */
  private static final String HISTORIES =
      """
      select quote_ident(relname) as name, substr(relname, length('flyway_') + 1) as part
      from pg_class
      where relnamespace = current_schema()::regnamespace and relkind = 'r'
        and relname like 'flyway\\_%'
      order by relname
      """;

  private final Connection connection;

  Catalog(Connection connection) {
    this.connection = connection;
  }

  /** The tables, each after all that it refers to, and otherwise by name. */
  List<String> tables() throws SQLException {
    Map<String, Set<String>> references = new LinkedHashMap<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        var referred =
            references.computeIfAbsent(rows.getString("name"), n -> new LinkedHashSet<>());
        var refersTo = rows.getString("refers_to");
        if (refersTo != null) {
          referred.add(refersTo);
        }
      }
    }
    var ordered = new LinkedHashSet<String>();
    while (ordered.size() < references.size()) {
      var next =
          references.entrySet().stream()
              .filter(it -> !ordered.contains(it.getKey()) && ordered.containsAll(it.getValue()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("tables refer to each other in a ring"));
      ordered.add(next);
    }
    return List.copyOf(ordered);
  }

  /** A table with those of its columns that mean something elsewhere. */
  String copied(String table) throws SQLException {
    return table + " (" + columns(table) + ")";
  }

  /** The columns of a table that mean something elsewhere. */
  String columns(String table) throws SQLException {
    try (var statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, table);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString("columns");
      }
    }
  }

  /**
   * Where each sequence stands that gave a number yet. They run on, whatever a transaction sees.
   */
  List<Manifest.Sequence> sequences() throws SQLException {
    var sequences = new ArrayList<Manifest.Sequence>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(SEQUENCES)) {
      while (rows.next()) {
        sequences.add(new Manifest.Sequence(rows.getString("name"), rows.getLong("last_value")));
      }
    }
    return sequences;
  }

  /**
   * The version of the tables.
   *
   * @throws BackupException if there are none
   */
  SchemaVersion schema() throws SQLException {
    var versions = new HashMap<String, String>();
    try (var statement = connection.createStatement();
        var histories = statement.executeQuery(HISTORIES)) {
      while (histories.next()) {
        versions.put(histories.getString("part"), last(histories.getString("name")));
      }
    }
    if (versions.isEmpty()) {
      throw new BackupException("There is nothing in this database");
    }
    return new SchemaVersion(versions);
  }

  private String last(String history) throws SQLException {
    var last =
        """
        select version from %s
        where success and version is not null order by installed_rank desc limit 1
        """
            .formatted(history);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(last)) {
      rows.next();
      return rows.getString("version");
    }
  }

  /** Tables and sequences that whoever asks may not read. */
  List<String> unreadable() throws SQLException {
    var names = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(UNREADABLE)) {
      while (rows.next()) {
        names.add(rows.getString("name"));
      }
    }
    return names;
  }

  boolean isEmpty(String table) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select from " + table + " limit 1")) {
      return !rows.next();
    }
  }
}
