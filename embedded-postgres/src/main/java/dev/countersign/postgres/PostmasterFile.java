package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code postmaster.pid} by which a server says that it has a cluster. It stays behind
 * when the server is killed.
 *
 * @param pid the server's first process, of which all its others are children
 * @param port at which it takes connections, once it is ready
 * @param ready whether it takes connections
 */
record PostmasterFile(long pid, int port, boolean ready) {
  private static final String NAME = "postmaster.pid";
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /** Reads the file, unless it is missing or just being written. */
  static Optional<PostmasterFile> in(Path cluster) throws IOException {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve(NAME), ISO_8859_1);
      return lines.size() <= STATUS_LINE
          ? lines.stream().findFirst().map(pid -> new PostmasterFile(Long.parseLong(pid), 0, false))
          : Optional.of(
              new PostmasterFile(
                  Long.parseLong(lines.get(0)),
                  Integer.parseInt(lines.get(PORT_LINE).strip()),
                  lines.get(STATUS_LINE).strip().equals("ready")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static void delete(Path cluster) throws IOException {
    Files.deleteIfExists(cluster.resolve(NAME));
  }
}
