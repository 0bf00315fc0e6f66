package dev.countersign.testkit;

import dev.countersign.application.credit.request.CreditEvents;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The events of credit requests as they are once committed, without a store. */
public final class CreditEventsInTests {
  public static final EventRegistry REGISTRY = new EventRegistry(List.of(CreditEvents.ALL));

  private CreditEventsInTests() {}

  /** An event of a change. */
  public static CommittedEvent committed(long id, Change<?> change, CreditRequestEvent event) {
    return new CommittedEvent(
        id,
        change.next().dossier().id().stream(),
        change.next().revision().value(),
        Optional.of(change.next().dossier().applicant()),
        change.at(),
        change.by(),
        event);
  }

  /** The withdrawal of a request that nobody need have submitted. */
  public static CommittedEvent withdrawn(
      long id, CreditRequestId request, UserId applicant, Instant at) {
    return new CommittedEvent(
        id,
        request.stream(),
        2,
        Optional.of(applicant),
        at,
        new Actor.Person(applicant),
        new CreditRequestEvent.Withdrawn());
  }
}
