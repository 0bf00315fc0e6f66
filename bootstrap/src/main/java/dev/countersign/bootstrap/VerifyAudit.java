package dev.countersign.bootstrap;

import dev.countersign.bootstrap.platform.DatabaseAccess;
import dev.countersign.bootstrap.platform.StartupFailure;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.persistence.Database;
import dev.countersign.postgres.EmbeddedPostgresException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;

/** Checks the hash chain of the audit trail, whether the system is running or not. */
final class VerifyAudit {
  private final Settings settings;
  private final PrintStream out;

  VerifyAudit(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Prints the result and returns whether the chain is intact. */
  boolean run() {
    try (var access = DatabaseAccess.toLookAt(settings, progress -> out.println("  " + progress));
        var database =
            Database.open(
                access.url(), access.user(), access.password(), 2, Clock.systemUTC(), () -> {})) {
      return tell(database, out);
    } catch (EmbeddedPostgresException e) {
      throw new StartupFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Checks an open database, prints the result and returns whether the chain is intact. */
  static boolean tell(Database database, PrintStream out) {
    var report = database.auditVerifier().verify();
    out.printf(Locale.ROOT, "  %-16s %,d%n", "Sealed", report.sealed());
    out.printf(Locale.ROOT, "  %-16s %,d%n", "Not yet sealed", report.notYetSealed());
    out.printf(Locale.ROOT, "  %-16s %s%n", "Head", report.head());
    report
        .flaw()
        .ifPresentOrElse(
            flaw ->
                out.printf(
                    Locale.ROOT,
                    "The audit trail is not what it was: entry %d is %s.%n",
                    flaw.entry(),
                    flaw.fault().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
            () -> out.println("The audit trail is intact."));
    return tellContent(database, out) && report.flaw().isEmpty();
  }

  /** The chain vouches for the trail, and the trail for what was decided. */
  private static boolean tellContent(Database database, PrintStream out) {
    var report = database.evidenceVerifier().verify();
    out.printf(Locale.ROOT, "  %-16s %,d%n", "Moves checked", report.moves());
    report.flaws().forEach(flaw -> out.println("Not what was logged: " + flaw + "."));
    if (report.flaws().isEmpty()) {
      out.println("What was decided is what was logged.");
    }
    return report.flaws().isEmpty();
  }
}
