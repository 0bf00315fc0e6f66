package dev.countersign.postgres;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the server is given when it starts; this outranks its configuration files. */
final class ServerSettings {
  /**
   * How everything in the cluster's folder is forced to disk before a recovery: on Linux, which has
   * a call for it, in a tenth of the time that one file after the other takes.
   */
  static final String SYNC_METHOD =
      System.getProperty("os.name").equals("Linux") ? "syncfs" : "fsync";

  /** An acknowledged commit survives the death of the process, the machine and the power. */
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

  /** Reachable from this machine alone, and only with a password. */
  private static final Map<String, String> LOCAL =
      Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories", "");

  /**
   * For many small transactions on a machine that also runs the application, with a limit on what a
   * single query can take of the disk.
   */
  private static final Map<String, String> SIZED =
      Map.ofEntries(
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("wal_buffers", "16MB"),
          Map.entry("wal_compression", "on"),
          Map.entry("min_wal_size", "256MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("recovery_init_sync_method", SYNC_METHOD),
          Map.entry("temp_file_limit", "2GB"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"));

  private ServerSettings() {}

  /** All of these, with others added or put in their place. */
  static Map<String, String> with(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>();
    Stream.of(DURABLE, LOCAL, SIZED, others).forEach(all::putAll);
    return all;
  }
}
