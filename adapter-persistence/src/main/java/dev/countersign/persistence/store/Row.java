package dev.countersign.persistence.store;

import dev.countersign.domain.party.UserId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;

/** One row of a result, read by the names of its columns. A null where none may be is an error. */
public final class Row {
  private final ResultSet row;

  private Row(ResultSet row) {
    this.row = row;
  }

  /** Turns a reading of rows into what Jdbi wants. */
  public static <T> RowMapper<T> as(Function<Row, T> reading) {
    return (row, context) -> reading.apply(new Row(row));
  }

  public UUID uuid(String column) {
    return present(column, optional(column, UUID.class));
  }

  public UserId user(String column) {
    return new UserId(uuid(column));
  }

  public Optional<UserId> optionalUser(String column) {
    return optional(column, UUID.class).map(UserId::new);
  }

  public String text(String column) {
    return present(column, optionalText(column));
  }

  public Optional<String> optionalText(String column) {
    return optional(column, String.class);
  }

  public int integer(String column) {
    return present(column, optional(column, Integer.class));
  }

  public long number(String column) {
    return present(column, optional(column, Long.class));
  }

  public boolean flag(String column) {
    return present(column, optional(column, Boolean.class));
  }

  public BigDecimal decimal(String column) {
    return present(column, optional(column, BigDecimal.class));
  }

  public LocalDate day(String column) {
    return present(column, optional(column, LocalDate.class));
  }

  public Instant instant(String column) {
    return present(column, optionalInstant(column));
  }

  public Optional<Instant> optionalInstant(String column) {
    return optional(column, OffsetDateTime.class).map(OffsetDateTime::toInstant);
  }

  public List<String> texts(String column) {
    return List.of(array(column, String[].class));
  }

  /**
   * An array column.
   *
   * @param type {@code String[]}, {@code Integer[]} or {@code Long[]}
   */
  public <T> T array(String column, Class<T> type) {
    try {
      return type.cast(row.getArray(column).getArray());
    } catch (SQLException e) {
      throw new UnreadableRow(column, e);
    }
  }

  private <T> Optional<T> optional(String column, Class<T> type) {
    try {
      return Optional.ofNullable(row.getObject(column, type));
    } catch (SQLException e) {
      throw new UnreadableRow(column, e);
    }
  }

  private static <T> T present(String column, Optional<T> value) {
    return value.orElseThrow(() -> new IllegalStateException(column + " must not be null"));
  }

  /** A column that is not there, is of another type, or could not be fetched. */
  static final class UnreadableRow extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableRow(String column, SQLException cause) {
      super("can't read " + column, cause);
    }
  }
}
