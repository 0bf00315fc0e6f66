package dev.countersign.persistence.store;

import dev.countersign.domain.party.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowViewMapper;
import org.jdbi.v3.core.result.RowView;

/**
 * One row of a result, read by the names of its columns with Jdbi's mappers. A null where none may
 * be is an error, and an absent value is an {@link Optional}.
 */
public final class Row {
  private final RowView row;

  private Row(RowView row) {
    this.row = row;
  }

  /** Turns a reading of rows into what Jdbi wants. */
  public static <T> RowViewMapper<T> as(Function<Row, T> reading) {
    return row -> reading.apply(new Row(row));
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
    return optional(column, Instant.class);
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
    return present(column, optional(column, type));
  }

  private <T> Optional<T> optional(String column, Class<T> type) {
    return Optional.ofNullable(row.getColumn(column, type));
  }

  private static <T> T present(String column, Optional<T> value) {
    return value.orElseThrow(() -> new IllegalStateException(column + " must not be null"));
  }
}
