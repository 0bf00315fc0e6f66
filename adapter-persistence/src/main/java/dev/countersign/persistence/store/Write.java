package dev.countersign.persistence.store;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A statement that changes something and has nothing to tell, with its values.
 *
 * <p>Every value goes over as text of no declared type, and the statement casts it: the driver then
 * never has to prepare a statement again because a value is absent this time.
 */
public final class Write {
  private final Sql sql;
  private final Map<String, Optional<String>> values = new HashMap<>();

  public Write(Sql sql) {
    this.sql = sql;
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
    values.put(parameter, Optional.of(text(value)));
    return this;
  }

  public Write with(String parameter, Optional<?> value) {
    values.put(parameter, value.map(Write::text));
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

  /** An array. */
  public Write with(String parameter, Collection<?> items) {
    values.put(
        parameter,
        Optional.of(items.stream().map(Write::element).collect(Collectors.joining(",", "{", "}"))));
    return this;
  }

  private static String element(Object item) {
    return item instanceof Number
        ? item.toString()
        : '"' + text(item).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Does them all in one journey. Outside a transaction they take effect all or none, since
   * PostgreSQL runs what comes before one Sync message as one.
   */
  static void all(List<Write> writes, Connection connection) throws SQLException {
    var text = writes.stream().map(write -> write.sql.text()).collect(Collectors.joining(";"));
    try (var statement = connection.prepareStatement(text)) {
      int index = 1;
      for (var write : writes) {
        index = write.bind(statement, index);
      }
      boolean unused = statement.execute();
    }
  }

  /**
   * Puts the values in place.
   *
   * @param first index of the first parameter
   * @return index of the parameter after the last
   * @throws IllegalStateException if a value was forgotten
   */
  int bind(PreparedStatement statement, int first) throws SQLException {
    int index = first;
    for (var parameter : sql.parameters()) {
      var value = values.get(parameter);
      if (value == null) {
        throw new IllegalStateException("no value for " + parameter);
      }
      if (value.isPresent()) {
        statement.setObject(index, value.get(), Types.OTHER);
      } else {
        statement.setNull(index, Types.OTHER);
      }
      index++;
    }
    return index;
  }
}
