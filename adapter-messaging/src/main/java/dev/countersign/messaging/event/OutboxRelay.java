package dev.countersign.messaging.event;

import dev.countersign.application.event.Outbox;
import dev.countersign.application.event.Outbox.Entry;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.domain.event.StreamId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the outbox to a channel.
 *
 * <p>One thread leases entries in batches and settles them in batches; in between they are sent
 * side by side, those of one stream and subscriber in order. It is woken at every commit and looks
 * by itself now and then, for events that another node left behind. An entry that comes again holds
 * up its own stream and subscriber only.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int MAX_IN_FLIGHT = 256;

  /** A lease of few entries costs as much as one of many. */
  private static final int LEAST_ROOM = MAX_IN_FLIGHT / 2;

  private static final int SENDING = 32;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Under load, events gather this long, so that a lease brings many. */
  private static final Duration GATHER = Duration.ofMillis(2);

  /** When no more can be taken, settlements gather this long. */
  private static final Duration WHILE_FULL = Duration.ofMillis(10);

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Outbox outbox;
  private final EventChannel channel;
  private final ExecutorService senders =
      Executors.newFixedThreadPool(
          SENDING, Thread.ofPlatform().name("event-delivery-", 1).factory());
  private final Queue<Settlement> settlements = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Semaphore news = new Semaphore(0);
  private final Thread dispatcher;
  private volatile boolean closing;

  public OutboxRelay(Outbox outbox, EventChannel channel) {
    this.outbox = outbox;
    this.channel = channel;
    this.dispatcher = Thread.ofPlatform().name("event-relay").unstarted(this::dispatch);
  }

  public void start() {
    dispatcher.start();
  }

  /** Says that events may have been committed. Cheap, and never waits. */
  public void wake() {
    news.release();
  }

  private void dispatch() {
    while (!closing) {
      try {
        settle();
        int room = MAX_IN_FLIGHT - inFlight.get();
        if (room < LEAST_ROOM) {
          LockSupport.parkNanos(WHILE_FULL.toNanos());
          continue;
        }
        var leased = outbox.lease(room, LEASE);
        if (leased.isEmpty()) {
          awaitNews(POLL);
        } else {
          inOrder(leased).forEach(this::send);
          LockSupport.parkNanos(GATHER.toNanos());
          news.drainPermits();
        }
      } catch (RuntimeException e) {
        LOG.warn("events wait: the outbox can't be read ({})", e.toString());
        awaitNews(POLL);
      }
    }
  }

  private void awaitNews(Duration atMost) {
    try {
      if (news.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  /** Those of one stream and subscriber together, in the order in which they were leased. */
  private static Collection<List<Entry>> inOrder(List<Entry> leased) {
    var queues = new LinkedHashMap<Destination, List<Entry>>();
    for (var entry : leased) {
      queues
          .computeIfAbsent(
              new Destination(entry.event().stream(), entry.subscriber()),
              destination -> new ArrayList<>())
          .add(entry);
    }
    return queues.values();
  }

  private record Destination(StreamId stream, Optional<String> subscriber) {}

  private void send(List<Entry> queue) {
    inFlight.addAndGet(queue.size());
    senders.execute(() -> {
      try {
        sendInOrder(queue);
      } finally {
        inFlight.addAndGet(-queue.size());
        wake();
      }
    });
  }

  /** Sends until one comes again: those behind it then come again with it. */
  private void sendInOrder(List<Entry> queue) {
    var behind = new HashSet<String>();
    var waiting = new ArrayDeque<>(queue);
    while (!waiting.isEmpty()) {
      var settlement = channel.send(waiting.remove().alsoBehind(behind));
      settlements.add(settlement);
      for (var remainder : settlement.remainders()) {
        remainder.subscriber().ifPresent(behind::add);
      }
      if (settlement.comesAgain()) {
        var pause = settlement.remainders().getFirst().pause();
        waiting.forEach(entry -> settlements.add(Settlement.later(entry, pause, entry.failures())));
        return;
      }
    }
  }

  private void settle() {
    var batch = new ArrayList<Settlement>();
    for (var next = settlements.poll(); next != null; next = settlements.poll()) {
      batch.add(next);
    }
    if (!batch.isEmpty()) {
      try {
        outbox.settle(batch);
      } catch (RuntimeException e) {
        settlements.addAll(batch);
        throw e;
      }
    }
  }

  /** Lets what is under way come to its end, for a few seconds; what does not is sent again. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      dispatcher.join(CLOSING);
      senders.shutdown();
      if (!senders.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        var unused = senders.shutdownNow();
      }
      settle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("the last events could not be struck off ({})", e.toString());
    }
  }
}
