package dev.countersign.postgres.backup;

import java.util.Optional;

/** The migrations of a database's schema; versions are compared as text. */
public interface SchemaMigrations {
  /** Whether a migration leads to this version. */
  boolean isKnown(String version);

  /** The version that the database is at; empty if it has no schema yet. */
  Optional<String> current();

  /**
   * Brings the database to a known version.
   *
   * @throws MigrationException if a migration fails
   */
  void migrateTo(String version);

  /** A migration failed; the message says which and why. */
  final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MigrationException(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
