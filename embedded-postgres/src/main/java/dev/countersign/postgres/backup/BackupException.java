package dev.countersign.postgres.backup;

/** What keeps a backup from being made, read or restored, as a sentence. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BackupException(String why) {
    super(why);
  }

  BackupException(String why, Throwable cause) {
    super(why + ": " + cause.getMessage(), cause);
  }
}
