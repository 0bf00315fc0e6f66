package dev.countersign.application.notification;

import dev.countersign.application.store.Page;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The notifications, within a transaction. */
public interface Notifications {
  /**
   * Adds one, unless its recipient was notified of its event before.
   *
   * @return whether it is new
   */
  boolean add(Notification notification);

  /**
   * A person's own, newest first.
   *
   * @param unread whether to leave out what was read
   * @param limit 1 to 100
   * @param after the {@code next} of the page before
   */
  Page<Notification> browse(UserId recipient, boolean unread, int limit, Optional<String> after);

  /**
   * Marks one as read, from the first time on.
   *
   * @return whether the person has such a notification
   */
  boolean read(UUID id, UserId recipient, Instant at);

  /** Marks as read all that a person has not read. */
  void readAll(UserId recipient, Instant at);
}
