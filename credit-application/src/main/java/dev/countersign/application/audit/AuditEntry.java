package dev.countersign.application.audit;

import dev.countersign.domain.party.Actor;
import java.time.Instant;
import java.util.Map;

/**
 * One important act.
 *
 * @param actor the person's id, the name of the automatic process, or {@code anonymous}
 * @param action stable, kebab-case, such as {@code approve} or {@code login-failed}
 * @param subject what it was done to, such as {@code credit-request/0198…}
 * @param details whatever else is worth knowing, never a secret
 */
public record AuditEntry(
    Instant at,
    String actor,
    String action,
    String subject,
    Origin from,
    Map<String, String> details) {
  public AuditEntry {
    details = Map.copyOf(details);
  }

  /** How the trail names whoever made something happen. */
  public static String nameOf(Actor actor) {
    return switch (actor) {
      case Actor.Person person -> person.id().toString();
      case Actor.Automatic automatic -> automatic.name();
    };
  }
}
