package dev.countersign.application.credit.request;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.Move;
import java.util.Map;

/** What the audit trail says of changes of credit requests. */
public final class ChangeAudit {
  private ChangeAudit() {}

  /**
   * The entry that every saved change of a request leaves.
   *
   * @param evidence the hash of what the change was made from
   */
  public static AuditEntry entryOf(Change<?> change, Origin from, Hash evidence) {
    var request = change.next();
    return new AuditEntry(
        change.at(),
        AuditEntry.nameOf(change.by()),
        actionOf(change.move()),
        request.dossier().id().stream().toString(),
        from,
        Map.of(
            "evidence", evidence.value(),
            "revision", String.valueOf(request.revision().value()),
            "status", request.status().name()));
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
