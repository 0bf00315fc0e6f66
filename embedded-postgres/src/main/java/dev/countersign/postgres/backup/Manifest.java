package dev.countersign.postgres.backup;

import dev.countersign.domain.canonical.Hash;
import java.time.Instant;
import java.util.List;

/**
 * What a backup holds.
 *
 * @param product version of the software that made it
 * @param schema version of the tables
 * @param takenAt by the clock of the database
 * @param tables in an order in which they can be filled: none refers to a later one
 */
public record Manifest(
    String product,
    SchemaVersion schema,
    Instant takenAt,
    List<Table> tables,
    List<Sequence> sequences) {
  /**
   * @param name as SQL writes it
   * @param bytes of its rows before they were compressed
   * @param sha256 of those bytes
   */
  public record Table(String name, long rows, long bytes, Hash sha256) {}

  /**
   * @param name as SQL writes it
   * @param last the number it gave last
   */
  public record Sequence(String name, long last) {}

  public Manifest {
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
  }

  /** Rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }
}
