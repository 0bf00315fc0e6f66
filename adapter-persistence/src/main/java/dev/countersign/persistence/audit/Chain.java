package dev.countersign.persistence.audit;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.persistence.store.Row;
import java.time.Instant;
import java.util.Map;

/** How one seal follows from the one before. */
public final class Chain {
  /** What the first seal follows. */
  static final Hash BEGINNING = new Hash("0".repeat(64));

  private Chain() {}

  /** All of an entry that its seal vouches for. */
  public record Sealed(
      long id,
      Instant at,
      String actor,
      String action,
      String subject,
      String address,
      Map<String, String> details) {
    static Sealed of(Row row) {
      return new Sealed(
          row.number("id"),
          row.instant("at"),
          row.text("actor"),
          row.text("action"),
          row.text("subject"),
          row.text("address"),
          AuditRow.details(row));
    }
  }

  /** The hash of the hash before, in hexadecimal, and the canonical text of the entry. */
  static Hash next(Hash previous, Sealed entry) {
    return Hash.of(previous + CanonicalJson.write(entry));
  }
}
