package dev.countersign.application.credit.request;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.credit.request.AnalysisRecord;
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
    var content = Content.of(change.move());
    return new Evidence(
        change.next().dossier().id(),
        change.next().revision(),
        change.at(),
        AuditEntry.nameOf(change.by()),
        change.events().stream()
            .map(event -> CanonicalJson.write(CreditRequestEvent.class, event))
            .toList(),
        content.proposal().map(CanonicalJson::write),
        content.analysis().map(CanonicalJson::write),
        content.decision().map(CanonicalJson::write),
        content.schedule().map(CanonicalJson::write),
        salt);
  }

  /** What a move adds to what is kept of the request. */
  private record Content(
      Optional<Proposal> proposal,
      Optional<AnalysisRecord> analysis,
      Optional<Decision> decision,
      Optional<RepaymentSchedule> schedule) {
    static Content of(Move move) {
      return switch (move) {
        case Move.Submit submit -> proposed(submit.proposal());
        case Move.Revise revise -> proposed(revise.proposal());
        case Move.Analyse analyse ->
            new Content(
                Optional.empty(),
                Optional.of(analyse.record()),
                Optional.empty(),
                Optional.empty());
        case Move.Decide decide -> decided(decide.decision(), Optional.empty());
        case Move.Grant grant -> decided(grant.decision(), Optional.of(grant.schedule()));
        case Move.Claim claim -> nothing();
        case Move.Release release -> nothing();
        case Move.Remind remind -> nothing();
        case Move.Escalate escalate -> nothing();
        case Move.Withdraw withdraw -> nothing();
        case Move.Expire expire -> nothing();
      };
    }

    private static Content proposed(Proposal proposal) {
      return new Content(
          Optional.of(proposal), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Content decided(Decision decision, Optional<RepaymentSchedule> schedule) {
      return new Content(Optional.empty(), Optional.empty(), Optional.of(decision), schedule);
    }

    private static Content nothing() {
      return new Content(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** What the audit trail keeps of it. */
  public Hash hash() {
    return CanonicalJson.hash(this);
  }
}
