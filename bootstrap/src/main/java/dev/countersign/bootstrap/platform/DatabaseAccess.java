package dev.countersign.bootstrap.platform;

import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.postgres.EmbeddedPostgres;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to reach the database.
 *
 * @param ofOurOwn the embedded server, if this process started it; closed with this
 */
public record DatabaseAccess(
    String url, String user, String password, Optional<EmbeddedPostgres> ofOurOwn)
    implements AutoCloseable {

  private DatabaseAccess(String url, String user, String password) {
    this(url, user, password, Optional.empty());
  }

  /** The server that was configured, or else the embedded one, started. */
  public static DatabaseAccess toServe(Settings settings, Consumer<String> progress) {
    return settings
        .database()
        .map(server -> new DatabaseAccess(server.url(), server.user(), server.password()))
        .orElseGet(() -> embedded(settings, progress));
  }

  /** For reading, also while another process uses the embedded server. */
  public static DatabaseAccess toLookAt(Settings settings, Consumer<String> progress) {
    if (settings.database().isPresent()) {
      return toServe(settings, progress);
    }
    return EmbeddedPostgres.ofRunning(settings.data())
        .map(it -> new DatabaseAccess(it.jdbcUrl(), it.user(), it.password()))
        .orElseGet(() -> embedded(settings, progress));
  }

  private static DatabaseAccess embedded(Settings settings, Consumer<String> progress) {
    var server = EmbeddedPostgres.start(settings.data(), progress);
    return new DatabaseAccess(
        server.jdbcUrl(), server.user(), server.password(), Optional.of(server));
  }

  @Override
  public void close() {
    ofOurOwn.ifPresent(EmbeddedPostgres::close);
  }
}
