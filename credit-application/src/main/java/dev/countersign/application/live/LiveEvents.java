package dev.countersign.application.live;

import dev.countersign.application.account.Caller;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.Disclosure;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.live.EventFeed.Entry;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Decides what each listener receives of what happens: of committed events whatever their context
 * discloses, and of the progress that contexts report. How it reaches them is up to the transport.
 */
public final class LiveEvents {
  /** Changes read at once. */
  private static final int PAGE = 500;

  /** Changes searched, and messages sent, for a listener who comes back. */
  private static final int MAX_MISSED_CHANGES = 20_000;

  private static final int MAX_MISSED_MESSAGES = 1_000;

  private final EventFeed feed;
  private final EventRegistry registry;
  private final List<ProgressSource> sources = new CopyOnWriteArrayList<>();
  private final List<LiveTransport> transports = new CopyOnWriteArrayList<>();

  public LiveEvents(EventFeed feed, EventRegistry registry) {
    this.feed = feed;
    this.registry = registry;
  }

  /** Has a transport send what happens from now on. */
  public void carryBy(LiveTransport transport) {
    transports.add(transport);
  }

  /** Asks a context for the progress that preceded its events. */
  public void include(ProgressSource source) {
    sources.add(source);
  }

  /** Whether anybody listens at this node. */
  public boolean isHeard() {
    return transports.stream().anyMatch(LiveTransport::isHeard);
  }

  /** Reports progress to those who listen at this node. */
  public void report(StreamId stream, Optional<UserId> owner, Map<String, String> facts) {
    var update = progress(stream, owner, facts);
    transports.forEach(transport -> transport.send(update));
  }

  public FeedPosition end() {
    return feed.end();
  }

  /**
   * What a listener missed between two places.
   *
   * @return empty if it is too much, or too long ago
   */
  public Optional<List<LiveMessage>> missed(FeedPosition since, FeedPosition end, Caller caller) {
    var messages = new ArrayList<LiveMessage>();
    var at = since;
    for (int read = 0; read < MAX_MISSED_CHANGES; read += PAGE) {
      var batch = feed.between(at, end, PAGE);
      if (batch.isEmpty()) {
        return Optional.empty();
      }
      for (var entry : batch.get().entries()) {
        change(entry).to(caller).ifPresent(messages::add);
      }
      if (messages.size() > MAX_MISSED_MESSAGES) {
        return Optional.empty();
      }
      if (!batch.get().more()) {
        return Optional.of(messages);
      }
      at = batch.get().next();
    }
    return Optional.empty();
  }

  /**
   * What has happened since, with the progress that other nodes have sent before it.
   *
   * @return empty if it is too much, or too long ago
   */
  public Optional<News> since(FeedPosition position) {
    var entries = new ArrayList<Entry>();
    var at = position;
    for (boolean more = true; more; ) {
      var batch = feed.after(at, PAGE);
      if (batch.isEmpty() || entries.size() > MAX_MISSED_CHANGES) {
        return Optional.empty();
      }
      entries.addAll(batch.get().entries());
      at = batch.get().next();
      more = batch.get().more();
    }
    var updates = new ArrayList<Update>();
    for (var entry : entries) {
      updates.addAll(progressBefore(entry.event()));
      updates.add(change(entry));
    }
    return Optional.of(new News(updates, at));
  }

  private List<Update> progressBefore(CommittedEvent event) {
    return sources.stream()
        .flatMap(source -> source.before(event).stream())
        .map(facts -> progress(event.stream(), event.owner(), facts))
        .toList();
  }

  private Update progress(StreamId stream, Optional<UserId> owner, Map<String, String> facts) {
    var disclosure = registry.of(stream).disclosure();
    var message = Optional.<LiveMessage>of(new LiveMessage.Progress(stream, facts));
    return caller -> disclosure.mayHear(caller, owner) ? message : Optional.empty();
  }

  private Update change(Entry entry) {
    var event = entry.event();
    var disclosure = registry.of(event.stream()).disclosure();
    var facts = disclosure.facts(event.event());
    return new ToldChange(
        event.owner(),
        disclosure,
        message(entry, facts, Optional.empty()),
        message(entry, facts, disclosure.remark(event.event())));
  }

  private static LiveMessage message(
      Entry entry, Map<String, String> facts, Optional<String> remark) {
    var event = entry.event();
    return new LiveMessage.Change(
        event.id(),
        event.stream(),
        event.version(),
        event.event().type(),
        event.at(),
        entry.actor(),
        facts,
        remark,
        entry.position());
  }

  private record ToldChange(
      Optional<UserId> owner, Disclosure disclosure, LiveMessage message, LiveMessage withRemark)
      implements Update {
    @Override
    public Optional<LiveMessage> to(Caller caller) {
      if (!disclosure.mayHear(caller, owner)) {
        return Optional.empty();
      }
      return Optional.of(disclosure.mayReadRemarks(caller) ? withRemark : message);
    }
  }

  /**
   * @param to the place up to which listeners have received everything
   */
  public record News(List<Update> updates, FeedPosition to) {
    public News {
      updates = List.copyOf(updates);
    }
  }

  /** An update, and what each caller receives of it. */
  @FunctionalInterface
  public interface Update {
    /** The same message, not only an equal one, to all who hear the same. */
    Optional<LiveMessage> to(Caller caller);
  }
}
