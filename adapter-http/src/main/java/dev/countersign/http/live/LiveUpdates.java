package dev.countersign.http.live;

import dev.countersign.application.account.AuthenticateCaller;
import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.analysis.AnalysisProgress;
import dev.countersign.application.credit.request.RequestViews;
import dev.countersign.application.credit.request.RequestViews.HistoryEntry;
import dev.countersign.application.live.EventFeed;
import dev.countersign.application.live.EventFeed.Entry;
import dev.countersign.application.live.EventFeed.Position;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.party.UserId;
import dev.countersign.http.live.Connection.End;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all who listen at this node what happens, each what they may know. One thread follows the
 * committed events of every node, as long as someone listens: woken after each commit here, and
 * looking by itself for those elsewhere. The checks of an analysis are told one by one at the node
 * that makes it, and at all others together, before the outcome.
 */
public final class LiveUpdates implements AnalysisProgress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int MAX_OF_ONE_PERSON = 20;

  private static final String ANALYSED = CanonicalJson.typeOf(CreditRequestEvent.Analysed.class);

  /** Changes read at once. */
  private static final int PAGE = 500;

  /** Changes searched, and messages told, to someone who comes back. */
  private static final int MAX_MISSED_CHANGES = 20_000;

  private static final int MAX_MISSED_MESSAGES = 1_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /** Commits gather this long, so that a crowd of them costs one look. */
  private static final Duration GATHER = Duration.ofMillis(5);

  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_BEATS = Duration.ofSeconds(15);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final EventFeed feed;
  private final RequestViews requests;
  private final AuthenticateCaller authenticate;
  private final Clock clock;
  private final Semaphore news = new Semaphore(0);
  private final Thread follower;
  private volatile boolean closing;

  /** Whether anybody listens; to be looked at without a lock. */
  private volatile boolean heard;

  private final Set<Connection> connections = new LinkedHashSet<>();

  /** Requests that are being analysed here, or were a moment ago. */
  private final Set<CreditRequestId> analysedHere =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<CreditRequestId, Boolean> eldest) {
              return size() > PAGE;
            }
          });

  private Position position = new Position("");
  private long lastCheck = System.nanoTime();
  private long lastBeat = System.nanoTime();

  /**
   * Begins to follow.
   *
   * @param requests to look up what other nodes' analyses found
   * @param clock by which tokens expire
   */
  public LiveUpdates(
      EventFeed feed, RequestViews requests, AuthenticateCaller authenticate, Clock clock) {
    this.feed = feed;
    this.requests = requests;
    this.authenticate = authenticate;
    this.clock = clock;
    this.follower = Thread.ofPlatform().daemon().name("live-updates").start(this::follow);
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
  Optional<End> join(Connection connection, Optional<Position> lastSeen) {
    var end = feed.end();
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
    try {
      var before = new ArrayList<Message>();
      if (lastSeen.isPresent()) {
        before.addAll(
            missed(lastSeen.get(), end, connection.pass().caller())
                .orElseGet(() -> List.of(Message.reset())));
      }
      before.add(Message.ready(end));
      connection.open(before);
      return Optional.empty();
    } catch (RuntimeException e) {
      leave(connection);
      throw e;
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

  /** Empty if it is too much, or too long ago. */
  private Optional<List<Message>> missed(Position since, Position end, Caller caller) {
    var messages = new ArrayList<Message>();
    var at = since;
    for (int read = 0; read < MAX_MISSED_CHANGES; read += PAGE) {
      var batch = feed.between(at, end, PAGE);
      if (batch.isEmpty()) {
        return Optional.empty();
      }
      for (var entry : batch.get().entries()) {
        entry.toldTo(caller).map(told -> Message.change(entry, told)).ifPresent(messages::add);
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

  /** Forgets someone who has left. */
  synchronized void leave(Connection connection) {
    connection.over();
    connections.remove(connection);
    heard = !connections.isEmpty();
  }

  @Override
  public void finished(CreditRequestId request, UserId applicant, Finding finding) {
    if (heard) {
      tellHere(request, applicant, finding);
    }
  }

  private synchronized void tellHere(CreditRequestId request, UserId applicant, Finding finding) {
    boolean unused = analysedHere.add(request);
    tell(request, applicant, finding);
  }

  private synchronized void tell(CreditRequestId request, UserId applicant, Finding finding) {
    tell(
        Message.progress(request, finding),
        caller -> caller.may(CreditPermissions.READ_ALL) || caller.id().equals(applicant));
  }

  private synchronized void tell(Message message, Predicate<Caller> may) {
    for (var connection : List.copyOf(connections)) {
      if (may.test(connection.pass().caller())) {
        offer(connection, message);
      }
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
    var entries = new ArrayList<Entry>();
    var at = from.get();
    for (boolean more = true; more; ) {
      var batch = feed.after(at, PAGE);
      if (batch.isEmpty() || entries.size() > MAX_MISSED_CHANGES) {
        resetAll(feed.end());
        return;
      }
      entries.addAll(batch.get().entries());
      at = batch.get().next();
      more = batch.get().more();
    }
    tell(entries, findings(entries), from.get(), at);
  }

  /** What was found by the analyses among them that other nodes made, by the event's id. */
  private Map<Long, List<Finding>> findings(List<Entry> entries) {
    var found = new HashMap<Long, List<Finding>>();
    for (var entry : entries) {
      if (entry.told().type().equals(ANALYSED) && !wasAnalysedHere(entry.request())) {
        requests
            .analysis(entry.request(), Optional.of(entry.told().revision()))
            .ifPresent(record -> found.put(entry.id(), record.analysis().findings()));
      }
    }
    return found;
  }

  private synchronized boolean wasAnalysedHere(CreditRequestId request) {
    return analysedHere.remove(request);
  }

  private synchronized Optional<Position> here() {
    return connections.isEmpty() ? Optional.empty() : Optional.of(position);
  }

  private synchronized void tell(
      List<Entry> entries, Map<Long, List<Finding>> findings, Position from, Position to) {
    if (!position.equals(from)) {
      // All had left meanwhile, and who came since stands elsewhere.
      return;
    }
    position = to;
    for (var entry : entries) {
      findings.getOrDefault(entry.id(), List.of()).stream()
          .filter(Finding::isFinished)
          .forEach(finding -> tell(entry.request(), entry.applicant(), finding));
      tell(entry);
    }
  }

  private void tell(Entry entry) {
    Map<HistoryEntry, Message> made = new HashMap<>();
    for (var connection : List.copyOf(connections)) {
      entry
          .toldTo(connection.pass().caller())
          .map(told -> made.computeIfAbsent(told, it -> Message.change(entry, it)))
          .ifPresent(message -> offer(connection, message));
    }
  }

  private synchronized void resetAll(Position end) {
    position = end;
    for (var message : List.of(Message.reset(), Message.ready(end))) {
      tell(message, caller -> true);
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
