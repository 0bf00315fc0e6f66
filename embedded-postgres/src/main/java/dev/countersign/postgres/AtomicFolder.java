package dev.countersign.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Creates folders atomically: filled under a temporary name, then moved into place. */
final class AtomicFolder {
  private AtomicFolder() {}

  /** What fills a folder. */
  @FunctionalInterface
  interface Filling {
    /** Makes the folder, which does not exist yet, and everything in it, on disk for good. */
    void fill(Path folder) throws IOException, InterruptedException;
  }

  /**
   * Makes the folder unless it is there, clearing away what a process that died half-way left of
   * it.
   */
  static void ensure(Path folder, Filling filling) throws IOException, InterruptedException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
    delete(partial);
    filling.fill(partial);
    Files.move(partial, folder, ATOMIC_MOVE);
    force(folder.resolveSibling(""));
  }

  /** Has the disk keep a file's content, or a folder's entries, through a power failure. */
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes the folder and everything in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
