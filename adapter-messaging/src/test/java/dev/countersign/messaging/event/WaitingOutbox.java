package dev.countersign.messaging.event;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.DeadLetter;
import dev.countersign.application.event.Outbox;
import dev.countersign.domain.credit.request.AutomaticTasks;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.party.Actor;
import dev.countersign.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An outbox that gives out everything at once, in order, and forgets pauses. What belongs to a
 * stream and subscriber waits as long as something of them is out.
 */
final class WaitingOutbox implements Outbox {
  private final List<Entry> waiting = new ArrayList<>();
  private final List<Entry> out = new ArrayList<>();
  private final BlockingQueue<Long> failed = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> settled = new LinkedBlockingQueue<>();
  private final BlockingQueue<DeadLetter> deadLetters = new LinkedBlockingQueue<>();
  private int broken;

  static CommittedEvent event(long id, CreditRequestId request) {
    return new CommittedEvent(
        id,
        request.stream(),
        (int) id,
        Optional.empty(),
        Instant.EPOCH,
        new Actor.Automatic(AutomaticTasks.ANALYSIS),
        new CreditRequestEvent.Withdrawn());
  }

  static Entry forAll(CommittedEvent event) {
    return new Entry(event, Optional.empty(), Set.of(), 0, 0);
  }

  static Entry forOne(CommittedEvent event, String subscriber) {
    return new Entry(event, Optional.of(subscriber), Set.of(), 0, 0);
  }

  synchronized void commit(CommittedEvent... events) {
    for (var event : events) {
      waiting.add(forAll(event));
    }
  }

  synchronized void commit(Entry entry) {
    waiting.add(entry);
  }

  synchronized void breakFor(int leases) {
    broken = leases;
  }

  /** Events that left the outbox, once for each entry that they had. */
  List<Long> settled(int count) throws InterruptedException {
    return next(settled, count);
  }

  /** Events of which an entry came back. */
  List<Long> failed(int count) throws InterruptedException {
    return next(failed, count);
  }

  List<DeadLetter> deadLetters(int count) throws InterruptedException {
    return next(deadLetters, count);
  }

  private static <T> List<T> next(BlockingQueue<T> queue, int count) throws InterruptedException {
    var items = new ArrayList<T>();
    while (items.size() < count) {
      items.add(Await.next(queue));
    }
    return items;
  }

  @Override
  public synchronized List<Entry> lease(int limit, Duration term) {
    if (broken > 0) {
      broken--;
      throw new IllegalStateException("out of reach");
    }
    var leased =
        waiting.stream()
            .filter(entry -> out.stream().noneMatch(earlier -> holdsBack(earlier, entry)))
            .sorted(Comparator.comparingLong(entry -> entry.event().id()))
            .limit(limit)
            .map(this::withThoseBehind)
            .toList();
    leased.forEach(this::remove);
    out.addAll(leased);
    return leased;
  }

  private static boolean holdsBack(Entry earlier, Entry entry) {
    return earlier.event().stream().equals(entry.event().stream())
        && (earlier.subscriber().isEmpty() || earlier.subscriber().equals(entry.subscriber()));
  }

  private Entry withThoseBehind(Entry entry) {
    if (entry.subscriber().isPresent()) {
      return entry;
    }
    var behind =
        Stream.concat(waiting.stream(), out.stream())
            .filter(each -> each.event().stream().equals(entry.event().stream()))
            .flatMap(each -> each.subscriber().stream())
            .collect(Collectors.toSet());
    return entry.alsoBehind(behind);
  }

  private void remove(Entry entry) {
    waiting.removeIf(each -> isSame(each, entry));
  }

  private static boolean isSame(Entry one, Entry other) {
    return one.event().equals(other.event()) && one.subscriber().equals(other.subscriber());
  }

  @Override
  public synchronized void settle(Collection<Settlement> settlements) {
    for (var settlement : settlements) {
      var entry = settlement.entry();
      boolean held = out.removeIf(each -> isSame(each, entry));
      if (!held) {
        throw new IllegalStateException("nobody has " + entry);
      }
      for (var remainder : settlement.remainders()) {
        waiting.add(
            new Entry(entry.event(), remainder.subscriber(), Set.of(), remainder.failures(), 0));
        failed.add(entry.event().id());
      }
      if (!settlement.comesAgain()) {
        settled.add(entry.event().id());
      }
      deadLetters.addAll(settlement.deadLetters());
    }
  }

  @Override
  public synchronized Lag lag() {
    return new Lag(waiting.size(), Duration.ZERO);
  }
}
