package dev.countersign.application.events;

import dev.countersign.domain.party.Actor;
import dev.countersign.domain.request.CreditRequestEvent;
import dev.countersign.domain.request.CreditRequestId;
import dev.countersign.domain.request.Revision;
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
