package dev.countersign.application.audit.browse;

import dev.countersign.application.audit.AuditEntry;
import java.util.Optional;

/**
 * An entry of the audit trail as it is shown.
 *
 * @param actorName the username behind the actor, if it is a person
 * @param seal the hash that chains the entry to those before; absent until it is sealed
 */
public record AuditView(
    long id, AuditEntry entry, Optional<String> actorName, Optional<String> seal) {}
