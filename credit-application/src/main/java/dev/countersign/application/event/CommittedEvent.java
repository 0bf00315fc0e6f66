package dev.countersign.application.event;

import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of a stream that was committed.
 *
 * @param id unique; ascends within a stream in the order in which things happened
 * @param version of the stream after the change that brought the event, from 1
 * @param owner whose stream it is; absent if nobody's, or if the event comes from before owners
 *     were noted
 */
public record CommittedEvent(
    long id,
    StreamId stream,
    int version,
    Optional<UserId> owner,
    Instant at,
    Actor by,
    DomainEvent event) {}
