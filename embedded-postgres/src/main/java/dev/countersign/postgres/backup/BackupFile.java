package dev.countersign.postgres.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/** A backup to be read. What it hands out was checked, or the reading fails. */
public final class BackupFile implements AutoCloseable {
  static final String MANIFEST = "manifest.json";
  private static final int LONGEST_MANIFEST = 1 << 20;

  private final ZipFile zip;
  private final Manifest manifest;

  private BackupFile(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  static String entry(String table) {
    return "tables/" + table + ".copy";
  }

  /**
   * @throws BackupException if it can't be read or is no whole backup
   */
  public static BackupFile open(Path file) {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw new BackupException(file + " can't be read as a backup", e);
    }
    try {
      return new BackupFile(zip, manifest(zip));
    } catch (IOException | RuntimeException e) {
      try (zip) {
        throw new BackupException(file + " is no backup, or a damaged one", e);
      } catch (IOException onClosing) {
        throw new BackupException(file + " is no backup, or a damaged one", onClosing);
      }
    }
  }

  private static Manifest manifest(ZipFile zip) throws IOException {
    try (var in = zip.getInputStream(Optional.ofNullable(zip.getEntry(MANIFEST)).orElseThrow())) {
      var text = new String(in.readNBytes(LONGEST_MANIFEST), UTF_8);
      if (!Hash.of(text).value().equals(zip.getComment())) {
        throw new IOException("its manifest is not what was written");
      }
      return CanonicalJson.read(Manifest.class, text);
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  /**
   * Reads all of it.
   *
   * @throws BackupException if a table is not what was written
   */
  public void check(Consumer<String> progress) {
    try {
      for (var table : manifest.tables()) {
        read(table, progress, (buffer, length) -> {});
      }
    } catch (SQLException e) {
      throw new IllegalStateException("checking asks no database", e);
    }
  }

  /** Takes what is read. */
  @FunctionalInterface
  interface Sink {
    void take(byte[] buffer, int length) throws SQLException;
  }

  void read(Manifest.Table table, Consumer<String> progress, Sink sink) throws SQLException {
    var entry = zip.getEntry(entry(table.name()));
    if (entry == null) {
      throw new BackupException(damaged(table));
    }
    var digest = new TableDigest(table.name(), progress);
    var buffer = new byte[1 << 16];
    try (var in = zip.getInputStream(entry)) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        digest.update(buffer, length);
        sink.take(buffer, length);
      }
    } catch (IOException e) {
      throw new BackupException(damaged(table), e);
    }
    if (!digest.end().equals(table)) {
      throw new BackupException(damaged(table));
    }
  }

  private String damaged(Manifest.Table table) {
    return "%s is damaged: table %s is not what was written".formatted(zip.getName(), table.name());
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new BackupException(zip.getName() + " can't be closed", e);
    }
  }
}
