package dev.countersign.bootstrap.parcel;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.account.Caller;
import dev.countersign.application.account.PermissionCatalog;
import dev.countersign.application.alarm.AlarmHandler;
import dev.countersign.application.alarm.Alarms;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.ContextEvents;
import dev.countersign.application.event.Disclosure;
import dev.countersign.application.event.EventLog;
import dev.countersign.application.event.EventLog.StreamChange;
import dev.countersign.application.live.LiveEvents;
import dev.countersign.application.notification.Audience;
import dev.countersign.application.store.Transactions;
import dev.countersign.bootstrap.platform.Context;
import dev.countersign.bootstrap.platform.Platform;
import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import dev.countersign.messaging.event.NamedSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The smallest context there can be, beside credit: parcels are sent, and become overdue. Parcels
 * whose weight nobody can read are refused by customs for as long as it is closed.
 */
public final class ParcelContext implements Context {
  public static final String UNREADABLE = "unreadable";
  private static final String STREAM_TYPE = "parcel";
  private static final Actor POST = new Actor.Automatic(new Actor.Task("POST"));

  private final Map<StreamId, UserId> owners = new ConcurrentHashMap<>();
  private final BlockingQueue<CommittedEvent> customs = new LinkedBlockingQueue<>();
  private final List<CommittedEvent> archive = new ArrayList<>();
  private volatile boolean customsClosed;
  private final AtomicReference<Platform> system = new AtomicReference<>();

  /** Sends a parcel that belongs to a person. */
  public StreamId send(UserId owner, String weight) {
    var parcel = new StreamId(STREAM_TYPE, UUID.randomUUID());
    owners.put(parcel, owner);
    append(parcel, 1, new ParcelEvent.Sent(weight));
    return parcel;
  }

  /** What customs has let pass, in order. */
  public BlockingQueue<CommittedEvent> customs() {
    return customs;
  }

  /** What the archive was brought of a parcel, in order. */
  public List<DomainEvent> archived(StreamId parcel) {
    synchronized (archive) {
      return archive.stream()
          .filter(event -> event.stream().equals(parcel))
          .map(CommittedEvent::event)
          .toList();
    }
  }

  public void closeCustoms(boolean closed) {
    customsClosed = closed;
  }

  private void append(StreamId parcel, int version, ParcelEvent event) {
    var platform = Objects.requireNonNull(system.get(), "the system runs");
    var change =
        new StreamChange(
            parcel,
            version,
            Optional.ofNullable(owners.get(parcel)),
            platform.clock().instant(),
            POST,
            List.of(event));
    Transactions<EventLog> log =
        platform.transactions(unit -> platform.database().eventLog(unit, platform.events()));
    log.run(it -> it.append(change));
  }

  @Override
  public ContextEvents<?> events() {
    return new ContextEvents<>(
        "parcel", Set.of(STREAM_TYPE), ParcelEvent.class, new ToOwnersAlone());
  }

  @Override
  public PermissionCatalog permissions() {
    return new PermissionCatalog(Set.of(), Set.of());
  }

  @Override
  public Background open(Platform platform, LiveEvents live) {
    system.set(platform);
    return new ParcelBackground();
  }

  private final class ParcelBackground implements Background {
    @Override
    public Optional<Audience> audience() {
      return Optional.of(new Owner());
    }

    @Override
    public Map<String, AlarmHandler> alarmHandlers() {
      return Map.of(STREAM_TYPE, parcel -> append(parcel, 2, new ParcelEvent.Overdue()));
    }

    @Override
    public List<NamedSubscriber> subscribers(Alarms alarms) {
      return List.of(
          new NamedSubscriber("parcel-clock", event -> watch(event, alarms)),
          new NamedSubscriber("parcel-customs", ParcelContext.this::examine),
          new NamedSubscriber("parcel-archive", ParcelContext.this::keep));
    }
  }

  private static void watch(CommittedEvent event, Alarms alarms) {
    if (event.event() instanceof ParcelEvent.Sent) {
      alarms.set(event.stream(), "overdue", event.at());
    }
  }

  private void examine(CommittedEvent event) {
    if (event.event() instanceof ParcelEvent.Sent sent) {
      if (customsClosed && sent.weight().equals(UNREADABLE)) {
        throw new IllegalStateException("customs is closed");
      }
      customs.add(event);
    }
  }

  private void keep(CommittedEvent event) {
    if (event.event() instanceof ParcelEvent) {
      synchronized (archive) {
        archive.add(event);
      }
    }
  }

  private static final class ToOwnersAlone implements Disclosure {
    @Override
    public Map<String, String> facts(DomainEvent event) {
      return switch ((ParcelEvent) event) {
        case ParcelEvent.Sent sent -> Map.of("weight", sent.weight());
        case ParcelEvent.Overdue overdue -> Map.of();
      };
    }

    @Override
    public boolean mayHear(Caller caller, Optional<UserId> owner) {
      return owner.filter(caller.id()::equals).isPresent();
    }
  }

  private static final class Owner implements Audience {
    @Override
    public boolean isFor(CommittedEvent event) {
      return event.owner().isPresent();
    }

    @Override
    public List<Account> of(CommittedEvent event, Accounts accounts) {
      return accounts.find(event.owner().orElseThrow()).stream().toList();
    }
  }
}
