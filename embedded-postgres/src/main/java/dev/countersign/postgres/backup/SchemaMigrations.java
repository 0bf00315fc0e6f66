package dev.countersign.postgres.backup;

import java.util.Optional;

/** The migrations of a database's schema. */
public interface SchemaMigrations {
  /** Whether migrations lead to this version, in each of its parts. */
  boolean isKnown(SchemaVersion version);

  /** The version that the database is at; empty if it has no schema yet. */
  Optional<SchemaVersion> current();

  /**
   * Brings the database to a known version. Parts that the version does not have are left alone.
   *
   * @throws MigrationException if a migration fails
   */
  void migrateTo(SchemaVersion version);

  /** A migration failed; the message says which and why. */
  final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MigrationException(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
