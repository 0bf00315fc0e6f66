package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a data folder to one live process: a lock on its file {@code lock}, which holds the process
 * id. The operating system releases the lock when the process dies, however it dies.
 */
final class FolderLock implements AutoCloseable {
  /**
   * Folders locked by this process. POSIX drops a process's locks on a file when it closes any
   * descriptor of it, so a second lock is refused before the file is opened.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks the folder.
   *
   * @param folder an existing folder's real path
   * @throws EmbeddedPostgresException at once, if a live process holds it
   */
  static FolderLock of(Path folder) throws IOException {
    Path file = folder.resolve("lock");
    if (!HELD_HERE.add(file)) {
      throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new FolderLock(file, lock(folder, file));
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  /** Whether another live process, or another part of this one, holds the folder. */
  static boolean isHeld(Path folder) throws IOException {
    Path file = folder.resolve("lock");
    if (!HELD_HERE.add(file)) {
      return true;
    }
    try {
      return Files.exists(file) && isLocked(file);
    } finally {
      HELD_HERE.remove(file);
    }
  }

  private static boolean isLocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }

  private static FileChannel lock(Path folder, Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(folder, Files.readString(file, US_ASCII).strip());
      }
      channel.truncate(0);
      channel.write(US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static EmbeddedPostgresException inUse(Path folder, String pid) {
    return new EmbeddedPostgresException(
        "The data folder %s is in use by process %s. Stop that process or choose another folder."
            .formatted(folder, pid.isEmpty() ? "(not yet known)" : pid));
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      HELD_HERE.remove(file);
    }
  }
}
