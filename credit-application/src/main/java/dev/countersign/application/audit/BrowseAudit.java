package dev.countersign.application.audit;

import dev.countersign.application.store.Page;
import java.time.Instant;
import java.util.Optional;

/** Reads the audit trail, newest first. For admins. */
@FunctionalInterface
public interface BrowseAudit {
  Page<Row> handle(Query query);

  /**
   * Every part that is present must hold.
   *
   * @param actor an id, exactly
   * @param from inclusive
   * @param to exclusive
   * @param limit 1 to 100
   * @param after the {@code next} of the page before
   */
  record Query(
      Optional<String> actor,
      Optional<String> action,
      Optional<String> subject,
      Optional<Instant> from,
      Optional<Instant> to,
      int limit,
      Optional<String> after) {}

  /**
   * @param actorName the username behind the actor, if it is a person
   * @param seal the hash that chains the entry to those before; absent until it is sealed
   */
  record Row(long id, AuditEntry entry, Optional<String> actorName, Optional<String> seal) {}
}
