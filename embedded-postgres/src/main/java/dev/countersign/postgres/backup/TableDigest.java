package dev.countersign.postgres.backup;

import dev.countersign.domain.canonical.Hash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;

/** Counts and hashes the rows of one table while they are copied, and reports progress. */
final class TableDigest {
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final String table;
  private final Consumer<String> progress;
  private final MessageDigest digest;
  private long rows;
  private long bytes;
  private long toldNanos = System.nanoTime();

  TableDigest(String table, Consumer<String> progress) {
    this.table = table;
    this.progress = progress;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Each row ends with a line feed, and has none elsewhere. */
  void update(byte[] buffer, int length) {
    digest.update(buffer, 0, length);
    bytes += length;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        rows++;
      }
    }
    if (System.nanoTime() - toldNanos > PAUSE_NANOS) {
      tell();
    }
  }

  Manifest.Table end() {
    tell();
    return new Manifest.Table(
        table, rows, bytes, new Hash(HexFormat.of().formatHex(digest.digest())));
  }

  private void tell() {
    toldNanos = System.nanoTime();
    progress.accept(String.format(Locale.ROOT, "%-20s %,12d rows", table, rows));
  }
}
