package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.event.ContextEvents;
import dev.countersign.application.event.Disclosure;
import dev.countersign.application.event.EventEnvelope;
import dev.countersign.domain.canonical.JsonValue;
import dev.countersign.domain.credit.approval.Verdict.Remark;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.money.Money;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The events of credit requests, as the rest of the system has to know them. */
public final class CreditEvents {
  public static final String CONTEXT = "credit";

  public static final ContextEvents<CreditRequestEvent> ALL =
      new ContextEvents<>(
          CONTEXT,
          Set.of(CreditRequestId.STREAM_TYPE),
          CreditRequestEvent.class,
          new Update(),
          CreditEvents::olderMessage);

  private CreditEvents() {}

  /** Until version 1, every event was one of a credit request and named it so. */
  private static Optional<EventEnvelope> olderMessage(long version, JsonValue message) {
    return version == 1
        ? Optional.of(message.as(EnvelopeVersion1.class).inPresentVersion())
        : Optional.empty();
  }

  /** A message as it was written before there were streams. */
  public record EnvelopeVersion1(
      long id,
      String type,
      int version,
      CreditRequestId request,
      int revision,
      Instant at,
      Actor actor,
      JsonValue data) {
    private EventEnvelope inPresentVersion() {
      return new EventEnvelope(
          id,
          CONTEXT + "." + type,
          EventEnvelope.VERSION,
          request.stream(),
          revision,
          Optional.empty(),
          at,
          actor,
          data);
    }
  }

  /** Who may read all requests hears everything, others what concerns their own requests. */
  private static final class Update implements Disclosure {
    @Override
    public boolean mayHear(Caller caller, Optional<UserId> owner) {
      return caller.may(CreditPermissions.READ_ALL)
          || owner.filter(caller.id()::equals).isPresent();
    }

    @Override
    public boolean mayReadRemarks(Caller caller) {
      return caller.may(CreditPermissions.READ_ALL);
    }

    @Override
    public Optional<String> remark(DomainEvent event) {
      return switch ((CreditRequestEvent) event) {
        case CreditRequestEvent.StageApproved e -> e.remark().map(Remark::value);
        case CreditRequestEvent.Rejected e -> e.remark().map(Remark::value);
        default -> Optional.empty();
      };
    }

    @Override
    public Map<String, String> facts(DomainEvent event) {
      return switch ((CreditRequestEvent) event) {
        case CreditRequestEvent.Submitted e -> terms(e.product(), e.amount(), e.termMonths());
        case CreditRequestEvent.Revised e -> terms(e.product(), e.amount(), e.termMonths());
        case CreditRequestEvent.Analysed e -> Map.of("outcome", e.outcome().name());
        case CreditRequestEvent.Declined e ->
            Map.of(
                "reasons",
                e.reasons().stream()
                    .map(finding -> finding.code().code())
                    .collect(Collectors.joining(",")));
        case CreditRequestEvent.StageOpened e ->
            Map.of("stage", e.stage().value(), "deadline", e.deadline().toString());
        case CreditRequestEvent.StageReminded e ->
            Map.of("stage", e.stage().value(), "deadline", e.deadline().toString());
        case CreditRequestEvent.StageEscalated e ->
            Map.of(
                "stage", e.stage().value(),
                "to", e.to().value(),
                "expiresAt", e.expiresAt().toString());
        case CreditRequestEvent.Claimed e -> Map.of("stage", e.stage().value());
        case CreditRequestEvent.Released e -> Map.of("stage", e.stage().value());
        case CreditRequestEvent.StageApproved e -> Map.of("stage", e.stage().value());
        case CreditRequestEvent.Referred e ->
            Map.of(
                "stage", e.stage().value(),
                "question", e.question().value(),
                "answerBy", e.answerBy().toString());
        case CreditRequestEvent.Granted e ->
            Map.of("amount", e.amount().toString(), "termMonths", String.valueOf(e.termMonths()));
        case CreditRequestEvent.Rejected e ->
            Map.of("stage", e.stage().value(), "reason", e.reason().value());
        case CreditRequestEvent.Withdrawn e -> Map.of();
        case CreditRequestEvent.Expired e -> Map.of();
      };
    }

    private static Map<String, String> terms(ProductCode product, Money amount, int termMonths) {
      return Map.of(
          "product", product.value(),
          "amount", amount.toString(),
          "termMonths", String.valueOf(termMonths));
    }
  }
}
