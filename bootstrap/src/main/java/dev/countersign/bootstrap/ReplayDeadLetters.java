package dev.countersign.bootstrap;

import dev.countersign.application.credit.request.CreditEvents;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.messaging.event.KafkaEvents;
import dev.countersign.messaging.event.UnusableTopic;
import dev.countersign.persistence.Database;
import dev.countersign.postgres.EmbeddedPostgresException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * Sends every dead letter back to its consumer, whether the system is running or not. A message
 * that fails again becomes a dead letter again.
 */
final class ReplayDeadLetters {
  private static final int BATCH = 100;

  private final Settings settings;
  private final PrintStream out;

  ReplayDeadLetters(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * @throws StartupFailure with what is in the way; what was not sent is still kept
   */
  void run() {
    var kafka =
        settings
            .kafka()
            .orElseThrow(() ->
                new StartupFailure(
                    "Dead letters are replayed over Kafka: name it with"
                        + " --kafka-bootstrap-servers."));
    try (var access = DatabaseAccess.toLookAt(settings, progress -> out.println("  " + progress));
        var database =
            Database.open(
                access.url(), access.user(), access.password(), 2, Clock.systemUTC(), () -> {});
        var events =
            KafkaEvents.open(
                kafka.cluster(), kafka.topic(), new EventRegistry(List.of(CreditEvents.ALL)))) {
      out.printf(Locale.ROOT, "Sent back to their consumers: %,d%n", replay(database, events));
    } catch (EmbeddedPostgresException | UnusableTopic e) {
      throw new StartupFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Only those that exist at the start, so that a failing message is not replayed for ever. */
  private static long replay(Database database, KafkaEvents events) {
    var letters = database.deadLetters();
    long sent = 0;
    for (long left = letters.count(); left > 0; left -= BATCH) {
      for (var kept : letters.oldest((int) Math.min(left, BATCH))) {
        events.replay(kept.letter());
        letters.remove(kept);
        sent++;
      }
    }
    return sent;
  }
}
