package dev.countersign.persistence.store;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes something and returns nothing, with its values.
 *
 * <p>A value that the statement has no parameter for is passed over, so that statements which share
 * their parts can be given the same values. Every value goes over as text, and the statement casts
 * it: the driver then never has to prepare a statement again because a value is absent this time.
 */
public final class Write {
  private final Sql sql;
  private final @Nullable String[] values;
  private final boolean[] given;

  public Write(Sql sql) {
    this.sql = sql;
    this.values = new @Nullable String[sql.size()];
    this.given = new boolean[sql.size()];
  }

  Sql sql() {
    return sql;
  }

  /**
   * An id, an instant, a day, a number or a text.
   *
   * @throws IllegalArgumentException if an instant is finer than a microsecond, which would come
   *     back changed, or a text has a NUL character
   */
  public Write with(String parameter, Object value) {
    return put(parameter, text(value));
  }

  public Write with(String parameter, Optional<?> value) {
    return put(parameter, value.isPresent() ? text(value.get()) : null);
  }

  /** An array. */
  public Write with(String parameter, Collection<?> items) {
    return put(parameter, items.stream().map(Write::element).collect(joining(",", "{", "}")));
  }

  private Write put(String parameter, @Nullable String value) {
    sql.place(parameter)
        .ifPresent(place -> {
          values[place] = value;
          given[place] = true;
        });
    return this;
  }

  /** Whether a column can hold the text: not if it has a NUL character. */
  public static boolean isStorable(String text) {
    return text.indexOf(0) < 0;
  }

  private static String text(Object value) {
    if (value instanceof Instant at && !at.equals(at.truncatedTo(ChronoUnit.MICROS))) {
      throw new IllegalArgumentException("finer than a microsecond: " + at);
    }
    var text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    if (!isStorable(text)) {
      throw new IllegalArgumentException("PostgreSQL keeps no text with a NUL character");
    }
    return text;
  }

  private static String element(Object item) {
    return item instanceof Number
        ? item.toString()
        : '"' + text(item).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Does one after the other in one journey, as {@link #alike} has it. */
  static void all(List<Write> writes, Handle handle) {
    alike(writes.stream().map(List::of).toList(), handle);
  }

  /**
   * Does statements one after the other in one journey, each for all of its writes. Outside a
   * transaction they take effect all or none, since PostgreSQL runs what comes before one Sync
   * message as one.
   *
   * @param statements the writes of each, more than one only if it takes rows
   */
  static void alike(List<List<Write>> statements, Handle handle) {
    var text =
        statements.stream().map(writes -> writes.getFirst().sql.text()).collect(joining(";"));
    try (var statement = handle.getConnection().prepareStatement(text)) {
      int index = 1;
      for (var writes : statements) {
        index = bind(writes, statement, index);
      }
      boolean unused = statement.execute();
    } catch (SQLException e) {
      throw new StoreFailure(e);
    }
  }

  /**
   * Does it by itself.
   *
   * @return the number of rows it touched
   */
  int now(Handle handle) {
    try (var statement = handle.getConnection().prepareStatement(sql.text())) {
      int unused = bind(List.of(this), statement, 1);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreFailure(e);
    }
  }

  /** Puts values in place, from the first index on; returns the index after the last. */
  private static int bind(List<Write> writes, PreparedStatement statement, int first)
      throws SQLException {
    var sql = writes.getFirst().sql;
    int index = first;
    for (int place : sql.marks()) {
      if (sql.takesRows()) {
        var column = new @Nullable String[writes.size()];
        for (int row = 0; row < column.length; row++) {
          column[row] = writes.get(row).value(place);
        }
        statement.setArray(index++, statement.getConnection().createArrayOf("text", column));
      } else {
        statement.setObject(index++, writes.getFirst().value(place), Types.OTHER);
      }
    }
    return index;
  }

  private @Nullable String value(int place) {
    if (!given[place]) {
      throw new IllegalStateException("no value for the parameter at place " + place);
    }
    return values[place];
  }
}
