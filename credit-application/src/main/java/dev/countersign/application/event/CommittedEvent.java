package dev.countersign.application.event;

import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.Actor;
import java.time.Instant;

/**
 * An event of a request that was committed.
 *
 * @param id unique; ascends within a request in the order in which things happened
 * @param revision of the request after the change that brought the event
 */
public record CommittedEvent(
    long id,
    CreditRequestId request,
    Revision revision,
    Instant at,
    Actor by,
    CreditRequestEvent event) {}
