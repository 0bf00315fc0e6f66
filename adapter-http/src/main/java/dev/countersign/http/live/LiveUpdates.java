package dev.countersign.http.live;

import dev.countersign.application.account.AuthenticateCaller;
import dev.countersign.application.live.FeedPosition;
import dev.countersign.application.live.LiveEvents;
import dev.countersign.application.live.LiveEvents.News;
import dev.countersign.application.live.LiveEvents.Update;
import dev.countersign.application.live.LiveMessage;
import dev.countersign.application.live.LiveTransport;
import dev.countersign.http.live.Connection.End;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connections of all who listen at this node. One thread follows the committed events of
 * every node, as long as someone listens: woken after each commit here, and looking by itself for
 * those elsewhere. What each listener receives is decided by {@link LiveEvents}.
 */
public final class LiveUpdates implements LiveTransport, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int MAX_OF_ONE_PERSON = 20;

  private static final Duration POLL = Duration.ofMillis(200);

  /** Commits gather this long, so that a crowd of them costs one look. */
  private static final Duration GATHER = Duration.ofMillis(5);

  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_BEATS = Duration.ofSeconds(15);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final LiveEvents events;
  private final AuthenticateCaller authenticate;
  private final Clock clock;
  private final Semaphore news = new Semaphore(0);
  private final Thread follower;
  private volatile boolean closing;

  /** Whether anybody listens; to be looked at without a lock. */
  private volatile boolean heard;

  private final Set<Connection> connections = new LinkedHashSet<>();

  private FeedPosition position = new FeedPosition("");
  private long lastCheck = System.nanoTime();
  private long lastBeat = System.nanoTime();

  /**
   * Begins to follow.
   *
   * @param clock by which tokens expire
   */
  public LiveUpdates(LiveEvents events, AuthenticateCaller authenticate, Clock clock) {
    this.events = events;
    this.authenticate = authenticate;
    this.clock = clock;
    this.follower = Thread.ofPlatform().daemon().name("live-updates").start(this::follow);
    events.carryBy(this);
  }

  /** Says that events may have been committed. Cheap, and never waits. */
  public void wake() {
    if (heard) {
      news.release();
    }
  }

  /** How many listen. */
  public synchronized int count() {
    return connections.size();
  }

  /**
   * Lets someone listen: to what they missed since they were here, and to all that comes.
   *
   * @param lastSeen behind which place they stood
   * @return why not, if there are too many
   */
  Optional<End> join(Connection connection, Optional<FeedPosition> lastSeen) {
    var end = events.end();
    synchronized (this) {
      var refusal = refusal(connection);
      if (refusal.isPresent()) {
        return refusal;
      }
      if (connections.isEmpty()) {
        position = end;
      }
      end = position;
      connections.add(connection);
      heard = true;
    }
    boolean joined = false;
    try {
      var before = new ArrayList<Message>();
      if (lastSeen.isPresent()) {
        before.addAll(
            events
                .missed(lastSeen.get(), end, connection.pass().caller())
                .map(missed -> missed.stream().map(Message::of).toList())
                .orElseGet(() -> List.of(Message.reset())));
      }
      before.add(Message.ready(end));
      connection.open(before);
      joined = true;
      return Optional.empty();
    } finally {
      if (!joined) {
        leave(connection);
      }
    }
  }

  private Optional<End> refusal(Connection connection) {
    if (closing) {
      return Optional.of(End.GOING_AWAY);
    }
    if (connections.size() >= MAX_CONNECTIONS) {
      return Optional.of(End.OVERLOADED);
    }
    var person = connection.pass().caller().id();
    long own =
        connections.stream().filter(other -> other.pass().caller().id().equals(person)).count();
    return own >= MAX_OF_ONE_PERSON ? Optional.of(End.TOO_MANY) : Optional.empty();
  }

  /** Forgets someone who has left. */
  synchronized void leave(Connection connection) {
    connection.over();
    connections.remove(connection);
    heard = !connections.isEmpty();
  }

  @Override
  public boolean isHeard() {
    return heard;
  }

  @Override
  public synchronized void send(Update update) {
    var made = new IdentityHashMap<LiveMessage, Message>();
    for (var connection : List.copyOf(connections)) {
      update
          .to(connection.pass().caller())
          .map(message -> made.computeIfAbsent(message, Message::of))
          .ifPresent(message -> offer(connection, message));
    }
  }

  private void offer(Connection connection, Message message) {
    if (!connection.offer(message)) {
      LOG.info("a listener was dropped, who read too slowly");
      leave(connection);
      connection.drop();
    }
  }

  private void follow() {
    while (!closing) {
      try {
        keepAlive();
        tellNews();
        check();
        await(POLL);
      } catch (RuntimeException e) {
        LOG.warn("listeners wait: the events can't be read ({})", e.toString());
        await(BETWEEN_CHECKS);
      }
    }
  }

  private void await(Duration atMost) {
    try {
      if (news.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        LockSupport.parkNanos(GATHER.toNanos());
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private void tellNews() {
    var from = here();
    if (from.isEmpty()) {
      return;
    }
    var news = events.since(from.get());
    if (news.isEmpty()) {
      resetAll(events.end());
    } else {
      send(news.get(), from.get());
    }
  }

  private synchronized Optional<FeedPosition> here() {
    return connections.isEmpty() ? Optional.empty() : Optional.of(position);
  }

  private synchronized void send(News news, FeedPosition from) {
    if (!position.equals(from)) {
      // All had left meanwhile, and who came since stands elsewhere.
      return;
    }
    position = news.to();
    news.updates().forEach(this::send);
  }

  private synchronized void resetAll(FeedPosition end) {
    position = end;
    for (var connection : List.copyOf(connections)) {
      offer(connection, Message.reset());
      offer(connection, Message.ready(end));
    }
  }

  /**
   * Ends those whose token has expired, whose session was ended or whose roles may do other things
   * now.
   */
  private void check() {
    if (System.nanoTime() - lastCheck < BETWEEN_CHECKS.toNanos()) {
      return;
    }
    lastCheck = System.nanoTime();
    var all = present();
    if (!all.isEmpty()) {
      var now = clock.instant();
      var unchanged =
          authenticate.stillAuthenticated(
              all.stream().map(connection -> connection.pass().caller()).toList());
      all.stream()
          .filter(connection ->
              !now.isBefore(connection.pass().until())
                  || !unchanged.contains(connection.pass().caller()))
          .forEach(connection -> end(connection, End.UNAUTHENTICATED));
    }
  }

  /** Also while the events can't be read, so that nobody takes the silence for an end. */
  private void keepAlive() {
    if (System.nanoTime() - lastBeat >= BETWEEN_BEATS.toNanos()) {
      lastBeat = System.nanoTime();
      beat();
    }
  }

  private synchronized List<Connection> present() {
    connections.removeIf(Connection::isOver);
    heard = !connections.isEmpty();
    return List.copyOf(connections);
  }

  private synchronized void beat() {
    List.copyOf(connections).forEach(connection -> connection.beat(position.value()));
  }

  private void end(Connection connection, End why) {
    connection.end(why);
    forget(connection);
  }

  private synchronized void forget(Connection connection) {
    connections.remove(connection);
    heard = !connections.isEmpty();
  }

  /** Tells all who listen that this node stops. */
  @Override
  public void close() {
    closing = true;
    news.release();
    try {
      boolean unused = follower.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    present().forEach(connection -> end(connection, End.GOING_AWAY));
  }
}
