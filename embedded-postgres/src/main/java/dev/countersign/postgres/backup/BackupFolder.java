package dev.countersign.postgres.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The backups of the last nights, one a night, as {@code countersign-2026-03-02.backup}. */
public final class BackupFolder {
  private static final int KEPT = 7;
  private static final Pattern OF_A_NIGHT =
      Pattern.compile("countersign-(\\d{4}-\\d{2}-\\d{2})\\.backup");
  private static final Pattern UNFINISHED = Pattern.compile("\\.countersign-.*\\.part");

  /** Nobody writes a backup that long. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;

  private BackupFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder if it is not there, for its owner alone.
   *
   * @throws BackupException if nothing can be written into it
   */
  public static BackupFolder at(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        var unused =
            Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.delete(Files.createTempFile(folder, ".countersign-", ".part"));
      return new BackupFolder(folder);
    } catch (IOException e) {
      throw new BackupException("Backups can't be kept in " + folder, e);
    }
  }

  /** The file of a night, whether it is there or not. */
  public Path of(LocalDate night) {
    return folder.resolve("countersign-" + night + ".backup");
  }

  /** The last night that has a backup. */
  public Optional<LocalDate> newest() {
    return nights().stream().findFirst();
  }

  /** Deletes all but the newest seven, and what was left behind by who died while writing. */
  public void dropOld(Instant now) {
    nights().stream().skip(KEPT).map(this::of).forEach(BackupFolder::delete);
    files(UNFINISHED.asMatchPredicate()).stream()
        .filter(file -> modified(file).isBefore(now.minus(ABANDONED)))
        .forEach(BackupFolder::delete);
  }

  /** Every night that has a backup, the newest first. */
  private List<LocalDate> nights() {
    return files(OF_A_NIGHT.asMatchPredicate()).stream()
        .map(file -> OF_A_NIGHT.matcher(file.getFileName().toString()).replaceFirst("$1"))
        .map(LocalDate::parse)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<Path> files(Predicate<String> named) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> named.test(file.getFileName().toString())).toList();
    } catch (IOException | UncheckedIOException e) {
      throw unusable(folder, e);
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static void delete(Path file) {
    try {
      boolean unused = Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static BackupException unusable(Path file, Exception e) {
    return new BackupException(file + " can't be read or deleted", e);
  }
}
