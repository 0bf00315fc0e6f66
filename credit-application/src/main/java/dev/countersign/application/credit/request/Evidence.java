package dev.countersign.application.credit.request;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Decision;
import dev.countersign.domain.credit.request.Move;
import dev.countersign.domain.credit.request.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that one move of a request was made from and came to, as it is kept. Its hash goes into the
 * audit entry of the move, so that the chain covers what was decided, and not only that something
 * was.
 *
 * @param revision of the request after the move
 * @param by as the audit trail names whoever moved it
 * @param events each as canonical JSON, as are the others
 * @param decision who decided at which stage, in which role, having seen which revision
 * @param salt 32 hexadecimal digits of chance, without which the hash tells nobody anything
 */
public record Evidence(
    CreditRequestId request,
    Revision revision,
    Instant at,
    String by,
    List<String> events,
    Optional<String> proposal,
    Optional<String> analysis,
    Optional<String> decision,
    Optional<String> schedule,
    String salt) {
  public Evidence {
    events = List.copyOf(events);
  }

  /** What a move leaves. */
  public static Evidence of(Change<?> change, String salt) {
    var move = change.move();
    return new Evidence(
        change.next().dossier().id(),
        change.next().revision(),
        change.at(),
        AuditEntry.nameOf(change.by()),
        change.events().stream()
            .map(event -> CanonicalJson.write(CreditRequestEvent.class, event))
            .toList(),
        proposal(move).map(CanonicalJson::write),
        move instanceof Move.Analyse analyse
            ? Optional.of(CanonicalJson.write(analyse.record()))
            : Optional.empty(),
        decision(move).map(CanonicalJson::write),
        move instanceof Move.Grant grant
            ? Optional.of(CanonicalJson.write(grant.schedule()))
            : Optional.empty(),
        salt);
  }

  private static Optional<Proposal> proposal(Move move) {
    return switch (move) {
      case Move.Submit submit -> Optional.of(submit.proposal());
      case Move.Revise revise -> Optional.of(revise.proposal());
      case Move.Analyse analyse -> Optional.empty();
      case Move.Decide decide -> Optional.empty();
      case Move.Grant grant -> Optional.empty();
      case Move.Claim claim -> Optional.empty();
      case Move.Release release -> Optional.empty();
      case Move.Remind remind -> Optional.empty();
      case Move.Escalate escalate -> Optional.empty();
      case Move.Withdraw withdraw -> Optional.empty();
      case Move.Expire expire -> Optional.empty();
    };
  }

  private static Optional<Decision> decision(Move move) {
    return switch (move) {
      case Move.Decide decide -> Optional.of(decide.decision());
      case Move.Grant grant -> Optional.of(grant.decision());
      case Move.Submit submit -> Optional.empty();
      case Move.Revise revise -> Optional.empty();
      case Move.Analyse analyse -> Optional.empty();
      case Move.Claim claim -> Optional.empty();
      case Move.Release release -> Optional.empty();
      case Move.Remind remind -> Optional.empty();
      case Move.Escalate escalate -> Optional.empty();
      case Move.Withdraw withdraw -> Optional.empty();
      case Move.Expire expire -> Optional.empty();
    };
  }

  /** What the audit trail keeps of it. */
  public Hash hash() {
    return CanonicalJson.hash(this);
  }
}
