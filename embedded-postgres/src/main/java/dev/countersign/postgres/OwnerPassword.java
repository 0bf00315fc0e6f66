package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The password of the server's owner: 256 random bits, made once and kept in a file that only the
 * server's user may read.
 *
 * @param file where it is kept, as {@code initdb} reads it
 */
record OwnerPassword(Path file, String value) {
  private static final int BYTES = 32;

  /**
   * Reads the password, made first if it is a new cluster's.
   *
   * @throws EmbeddedPostgresException if a cluster exists and its password does not
   */
  static OwnerPassword in(Path file, boolean clusterExists, ServerUser user) throws IOException {
    if (!Files.exists(file)) {
      if (clusterExists) {
        throw new EmbeddedPostgresException(
            "The password of the database is missing: put %s back from a backup".formatted(file));
      }
      make(file, user);
    }
    return new OwnerPassword(file, Files.readString(file, US_ASCII).strip());
  }

  private static void make(Path file, ServerUser user) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.deleteIfExists(partial);
    Files.createFile(
        partial,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(partial, password + "\n", US_ASCII);
    user.take(partial);
    AtomicFolder.force(partial);
    Files.move(partial, file, ATOMIC_MOVE);
    AtomicFolder.force(file.resolveSibling(""));
  }

  /** Without the secret, for logs. */
  @Override
  public String toString() {
    return "OwnerPassword[" + file + "]";
  }
}
