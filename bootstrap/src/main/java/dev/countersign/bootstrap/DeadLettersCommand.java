package dev.countersign.bootstrap;

import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.ReplayDeadLetters;
import dev.countersign.bootstrap.platform.DatabaseAccess;
import dev.countersign.bootstrap.platform.StartupFailure;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.persistence.Database;
import dev.countersign.postgres.EmbeddedPostgresException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;

/** Replays dead letters from the command line, and says what came of them. */
final class DeadLettersCommand {
  private final Settings settings;
  private final EventRegistry events;
  private final PrintStream out;

  DeadLettersCommand(Settings settings, EventRegistry events, PrintStream out) {
    this.settings = settings;
    this.events = events;
    this.out = out;
  }

  /**
   * @throws StartupFailure with what is in the way; what was not replayed is still kept
   */
  void replay() {
    try (var access = DatabaseAccess.toLookAt(settings, progress -> out.println("  " + progress));
        var database =
            Database.open(
                access.url(), access.user(), access.password(), 2, Clock.systemUTC(), () -> {})) {
      report(new ReplayDeadLetters(database.deadLetters(), events).handle());
    } catch (EmbeddedPostgresException e) {
      throw new StartupFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private void report(ReplayDeadLetters.Outcome outcome) {
    line("Back in the outbox", outcome.replayed(), "the running system delivers them");
    line("Kept, can't be read", outcome.unreadable(), "by this version");
    line("Kept, not of this database", outcome.unknown(), "or died again meanwhile");
  }

  private void line(String what, long count, String remark) {
    out.printf(Locale.ROOT, "  %-27s %,8d  (%s)%n", what, count, remark);
  }
}
