package dev.countersign.persistence.store;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.NullArgument;

/**
 * A statement that changes something and returns nothing, with its values.
 *
 * <p>Every value goes over as text of no declared type, and the statement casts it: the driver then
 * never has to prepare a statement again because a value is absent this time.
 */
public final class Write {
  private static final Argument ABSENT = new NullArgument(Types.OTHER);

  private final Sql sql;
  private final Map<String, Argument> values = new HashMap<>();

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
    values.put(parameter, untyped(text(value)));
    return this;
  }

  public Write with(String parameter, Optional<?> value) {
    values.put(parameter, value.map(Write::text).map(Write::untyped).orElse(ABSENT));
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

  private static Argument untyped(String text) {
    return (position, statement, context) -> statement.setObject(position, text, Types.OTHER);
  }

  /** An array. */
  public Write with(String parameter, Collection<?> items) {
    values.put(
        parameter, untyped(items.stream().map(Write::element).collect(joining(",", "{", "}"))));
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
  static void all(List<Write> writes, Handle handle) {
    var text = writes.stream().map(write -> write.sql.positional()).collect(joining(";"));
    try (var update = handle.createUpdate(text)) {
      int position = 0;
      for (var write : writes) {
        for (var parameter : write.sql.parameters()) {
          update.bind(position++, write.value(parameter));
        }
      }
      int unused = update.execute();
    }
  }

  /** Does writes of one statement as a batch. */
  static void batch(Sql sql, List<Write> writes, Handle handle) {
    try (var batch = handle.prepareBatch(sql.named())) {
      writes.forEach(write -> {
        var unused = batch.add(write.values);
      });
      int[] unused = batch.execute();
    }
  }

  /**
   * Does it by itself.
   *
   * @return the number of rows it touched
   */
  int now(Handle handle) {
    try (var update = handle.createUpdate(sql.named())) {
      return update.bindMap(values).execute();
    }
  }

  private Argument value(String parameter) {
    var value = values.get(parameter);
    if (value == null) {
      throw new IllegalStateException("no value for " + parameter);
    }
    return value;
  }
}
