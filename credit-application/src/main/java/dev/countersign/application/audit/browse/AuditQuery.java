package dev.countersign.application.audit.browse;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are wanted. Every part that is present must hold.
 *
 * @param actor an id, exactly
 * @param from inclusive
 * @param to exclusive
 * @param limit 1 to 100
 * @param after the {@code next} of the page before
 */
public record AuditQuery(
    Optional<String> actor,
    Optional<String> action,
    Optional<String> subject,
    Optional<Instant> from,
    Optional<Instant> to,
    int limit,
    Optional<String> after) {}
