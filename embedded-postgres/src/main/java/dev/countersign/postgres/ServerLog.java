package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the server and its programs say, appended to one file of bounded size, with one older file
 * beside it.
 */
record ServerLog(Path file) {
  private static final long LIMIT_BYTES = 8 << 20;
  private static final int TAIL_BYTES = 4096;

  ProcessBuilder.Redirect redirect() {
    return ProcessBuilder.Redirect.appendTo(file.toFile());
  }

  /** Where the next line will be. */
  long position() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** The end of what has been said since the position. */
  String since(long position) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    try (FileChannel channel = FileChannel.open(file, READ)) {
      channel.position(Math.max(position, channel.size() - TAIL_BYTES));
      ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES);
      while (tail.hasRemaining() && channel.read(tail) >= 0) {
        // A read may give less than there is.
      }
      return UTF_8.decode(tail.flip()).toString().strip();
    }
  }

  /**
   * Moves what has been said aside if it is much. The server appends, so it goes on at the start.
   */
  void bound() throws IOException {
    if (position() > LIMIT_BYTES) {
      Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), REPLACE_EXISTING);
      FileChannel.open(file, WRITE, TRUNCATE_EXISTING).close();
    }
  }
}
