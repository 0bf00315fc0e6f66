package dev.countersign.application.audit;

import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.party.Actor;
import java.time.Instant;
import java.util.Locale;
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

  /** The entry that every saved change of a request leaves. */
  public static AuditEntry of(Change<?> change, Origin from) {
    var request = change.next();
    return new AuditEntry(
        change.at(),
        nameOf(change.by()),
        actionOf(change.events().getFirst()),
        "credit-request/" + request.dossier().id(),
        from,
        Map.of(
            "revision", String.valueOf(request.revision().value()),
            "status", request.status().name()));
  }

  private static String nameOf(Actor actor) {
    return switch (actor) {
      case Actor.Person person -> person.id().toString();
      case Actor.Automatic automatic -> automatic.task().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String actionOf(CreditRequestEvent event) {
    return switch (event) {
      case CreditRequestEvent.Submitted e -> "create";
      case CreditRequestEvent.Revised e -> "revise";
      case CreditRequestEvent.Analysed e -> "analyse";
      case CreditRequestEvent.Declined e -> "decline";
      case CreditRequestEvent.StageOpened e -> "open-stage";
      case CreditRequestEvent.StageReminded e -> "remind";
      case CreditRequestEvent.StageEscalated e -> "escalate";
      case CreditRequestEvent.Claimed e -> "claim";
      case CreditRequestEvent.Released e -> "release";
      case CreditRequestEvent.StageApproved e -> "approve";
      case CreditRequestEvent.Referred e -> "refer";
      case CreditRequestEvent.Granted e -> "grant";
      case CreditRequestEvent.Rejected e -> "reject";
      case CreditRequestEvent.Withdrawn e -> "withdraw";
      case CreditRequestEvent.Expired e -> "expire";
    };
  }
}
