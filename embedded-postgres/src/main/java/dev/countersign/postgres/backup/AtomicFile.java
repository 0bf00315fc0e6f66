package dev.countersign.postgres.backup;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Writes files atomically: complete and flushed to disk or not at all, readable by the owner only.
 */
final class AtomicFile {
  private AtomicFile() {}

  /** What fills a file. */
  @FunctionalInterface
  interface Filling<T> {
    T fill(OutputStream out) throws IOException, SQLException;
  }

  /**
   * Replaces the file once all of the new one is on disk.
   *
   * @param check is given the complete temporary file before it is renamed; throws to discard it
   */
  static <T> T write(Path file, Filling<T> filling, Consumer<Path> check)
      throws IOException, SQLException {
    var target = file.toAbsolutePath();
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var partial = Files.createTempFile(folder(target), "." + target.getFileName(), ".part", owner);
    try {
      T result;
      try (var channel = FileChannel.open(partial, WRITE);
          var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
        result = filling.fill(out);
        out.flush();
        channel.force(true);
      }
      check.accept(partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      try (var folder = FileChannel.open(folder(target), READ)) {
        folder.force(true);
      }
      return result;
    } finally {
      boolean unused = Files.deleteIfExists(partial);
    }
  }

  private static Path folder(Path file) {
    return file.resolveSibling("");
  }
}
