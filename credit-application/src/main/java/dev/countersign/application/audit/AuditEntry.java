package dev.countersign.application.audit;

import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.Move;
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
        actionOf(change.move()),
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

  private static String actionOf(Move move) {
    return switch (move) {
      case Move.Submit submit -> "create";
      case Move.Revise revise -> "revise";
      case Move.Analyse analyse -> "analyse";
      case Move.Decide decide ->
          switch (decide.decision().outcome()) {
            case APPROVED -> "approve";
            case REJECTED -> "reject";
            case REFERRED -> "refer";
          };
      case Move.Grant grant -> "approve";
      case Move.Claim claim -> "claim";
      case Move.Release release -> "release";
      case Move.Remind remind -> "remind";
      case Move.Escalate escalate -> "escalate";
      case Move.Withdraw withdraw -> "withdraw";
      case Move.Expire expire -> "expire";
    };
  }
}
