package dev.countersign.application.notification;

import dev.countersign.application.account.Account;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.OncePerEvent;
import dev.countersign.application.store.Ids;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** Tells of an event whoever the event's context says it concerns. */
public final class NotifyConcerned implements OncePerEvent.Effect<NotificationStore> {
  private final Ids ids;
  private final EventRegistry registry;
  private final Map<String, Audience> audiences;
  private final EmailQueue emails;

  /**
   * @param audiences by the name of the context; of a context without one, nobody is notified
   */
  @Inject
  public NotifyConcerned(
      Ids ids, EventRegistry registry, Map<String, Audience> audiences, EmailQueue emails) {
    this.ids = ids;
    this.registry = registry;
    this.audiences = Map.copyOf(audiences);
    this.emails = emails;
  }

  @Override
  public boolean isDue(CommittedEvent event) {
    return audience(event).isPresent();
  }

  @Override
  public void of(CommittedEvent event, NotificationStore store) {
    audience(event)
        .ifPresent(audience ->
            audience.of(event, store.accounts()).forEach(person -> tell(person, event, store)));
  }

  private Optional<Audience> audience(CommittedEvent event) {
    return Optional.ofNullable(audiences.get(registry.of(event.stream()).context()))
        .filter(audience -> audience.isFor(event));
  }

  private void tell(Account person, CommittedEvent event, NotificationStore store) {
    var notification =
        new Notification(
            ids.next(event.at()),
            person.id(),
            event.id(),
            event.stream(),
            event.event().type(),
            event.at(),
            registry.of(event.stream()).disclosure().facts(event.event()),
            Optional.empty());
    if (store.notifications().add(notification)) {
      emails.add(notification, person, store.emails());
    }
  }
}
