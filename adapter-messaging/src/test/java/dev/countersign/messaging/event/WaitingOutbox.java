package dev.countersign.messaging.event;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.Outbox;
import dev.countersign.application.webhook.Delivery;
import dev.countersign.domain.credit.request.AutomaticTasks;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.party.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An outbox that gives out everything at once, in order, and forgets pauses. What belongs to a
 * request waits as long as something of it is out.
 */
final class WaitingOutbox implements Outbox {
  private static final int PATIENCE_SECONDS = 60;

  private final List<CommittedEvent> waiting = new ArrayList<>();
  private final Set<CommittedEvent> out = new HashSet<>();
  private final BlockingQueue<Long> failed = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> struckOff = new LinkedBlockingQueue<>();
  private int broken;
  private int attempts;

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

  synchronized void commit(CommittedEvent... events) {
    waiting.addAll(List.of(events));
  }

  synchronized void breakFor(int claims) {
    broken = claims;
  }

  List<Long> struckOff(int count) throws InterruptedException {
    return next(struckOff, count);
  }

  List<Long> failed(int count) throws InterruptedException {
    return next(failed, count);
  }

  private static List<Long> next(BlockingQueue<Long> queue, int count) throws InterruptedException {
    var ids = new ArrayList<Long>();
    while (ids.size() < count) {
      var id = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (id == null) {
        throw new AssertionError("only these came: " + ids);
      }
      ids.add(id);
    }
    return ids;
  }

  @Override
  public synchronized List<Delivery> claim(int limit, Duration lease) {
    if (broken > 0) {
      broken--;
      throw new IllegalStateException("out of reach");
    }
    attempts++;
    var busy = out.stream().map(CommittedEvent::stream).collect(Collectors.toSet());
    var claimed =
        waiting.stream()
            .filter(event -> !busy.contains(event.stream()))
            .sorted(Comparator.comparingLong(CommittedEvent::id))
            .limit(limit)
            .map(event -> new Delivery(event, Math.min(attempts, 2), attempts))
            .toList();
    for (var delivery : claimed) {
      waiting.remove(delivery.event());
      out.add(delivery.event());
    }
    return claimed;
  }

  @Override
  public synchronized void delivered(List<Delivery> deliveries) {
    for (var delivery : deliveries) {
      out.remove(delivery.event());
      struckOff.add(delivery.event().id());
    }
  }

  @Override
  public synchronized void failed(Delivery delivery, Duration pause) {
    out.remove(delivery.event());
    waiting.add(delivery.event());
    failed.add(delivery.event().id());
  }

  @Override
  public synchronized Lag lag() {
    return new Lag(waiting.size(), Duration.ZERO);
  }
}
