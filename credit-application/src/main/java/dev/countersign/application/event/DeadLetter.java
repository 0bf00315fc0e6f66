package dev.countersign.application.event;

import java.time.Instant;

/**
 * An event that a subscriber was given up on.
 *
 * @param subscriber who could not handle it
 * @param key by which it was ordered among others; empty if it had none
 * @param message as an {@link EventEnvelope}, or as it was received if it can't be read
 * @param cause of the last failure
 * @param at when it was given up
 */
public record DeadLetter(String subscriber, String key, String message, String cause, Instant at) {}
