package dev.countersign.testkit.memory;

import dev.countersign.application.notification.Notification;
import dev.countersign.application.notification.Notifications;
import dev.countersign.application.store.Page;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

record InMemoryNotifications(Transaction transaction) implements Notifications {
  /** By what there is once only. */
  record Told(long event, UserId recipient) {}

  @Override
  public boolean add(Notification notification) {
    Transaction.requireMicros(notification.at());
    var told = new Told(notification.event(), notification.recipient());
    if (transaction.findLocked(transaction.tables().notifications, told).isPresent()) {
      return false;
    }
    transaction.write(transaction.tables().notifications, told, notification);
    return true;
  }

  @Override
  public Page<Notification> browse(
      UserId recipient, boolean unread, int limit, Optional<String> after) {
    var below = after.map(UUID::fromString).map(UUID::toString);
    var found =
        transaction.rows(transaction.tables().notifications).stream()
            .filter(each -> each.recipient().equals(recipient))
            .filter(each -> !unread || each.readAt().isEmpty())
            .filter(each -> below.map(id -> each.id().toString().compareTo(id) < 0).orElse(true))
            .sorted(Comparator.comparing((Notification each) -> each.id().toString()).reversed())
            .limit(limit + 1L)
            .toList();
    return Page.of(found, limit, each -> each.id().toString());
  }

  @Override
  public boolean read(UUID id, UserId recipient, Instant at) {
    Transaction.requireMicros(at);
    var found =
        transaction.rows(transaction.tables().notifications).stream()
            .filter(each -> each.id().equals(id) && each.recipient().equals(recipient))
            .findFirst();
    found.filter(each -> each.readAt().isEmpty()).ifPresent(each -> markRead(each, at));
    return found.isPresent();
  }

  @Override
  public void readAll(UserId recipient, Instant at) {
    Transaction.requireMicros(at);
    transaction.rows(transaction.tables().notifications).stream()
        .filter(each -> each.recipient().equals(recipient) && each.readAt().isEmpty())
        .forEach(each -> markRead(each, at));
  }

  private void markRead(Notification it, Instant at) {
    transaction.write(
        transaction.tables().notifications,
        new Told(it.event(), it.recipient()),
        new Notification(
            it.id(),
            it.recipient(),
            it.event(),
            it.stream(),
            it.type(),
            it.at(),
            it.facts(),
            Optional.of(at)));
  }
}
