package dev.countersign.messaging.event;

import dev.countersign.application.event.EventSubscriber;
import dev.countersign.application.event.Outbox;
import dev.countersign.application.event.Outbox.Delivery;
import dev.countersign.domain.event.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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
 * Carries events from the outbox to subscribers: those in the same process, or the one that
 * publishes to Kafka.
 *
 * <p>One thread claims events in batches and strikes off in batches what was delivered; the
 * deliveries themselves run side by side, those of one request in order. It is woken at every
 * commit and looks by itself now and then, for events that another node left behind. What fails
 * comes again after a pause that doubles from 100 ms to a minute, and holds back its own request
 * only.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int MAX_IN_FLIGHT = 256;

  /** A claim that brings few events costs as much as one that brings many. */
  private static final int LEAST_ROOM = MAX_IN_FLIGHT / 2;

  private static final int DELIVERING = 32;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofMinutes(1));
  private static final Duration POLL = Duration.ofMillis(500);

  /** Under load, events gather this long, so that a claim brings many. */
  private static final Duration GATHER = Duration.ofMillis(2);

  /** When no more can be taken, deliveries gather this long. */
  private static final Duration WHILE_FULL = Duration.ofMillis(10);

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Outbox outbox;
  private final List<EventSubscriber> subscribers;
  private final ExecutorService deliveries =
      Executors.newFixedThreadPool(
          DELIVERING, Thread.ofPlatform().name("event-delivery-", 1).factory());
  private final Queue<Delivery> delivered = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Semaphore news = new Semaphore(0);
  private final Thread dispatcher;
  private volatile boolean closing;

  public OutboxRelay(Outbox outbox, List<EventSubscriber> subscribers) {
    this.outbox = outbox;
    this.subscribers = List.copyOf(subscribers);
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
        strikeOff();
        int room = MAX_IN_FLIGHT - inFlight.get();
        if (room < LEAST_ROOM) {
          LockSupport.parkNanos(WHILE_FULL.toNanos());
          continue;
        }
        var claimed = outbox.claim(room, LEASE);
        if (claimed.isEmpty()) {
          awaitNews(POLL);
        } else {
          byRequest(claimed).forEach(this::deliver);
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

  private static Collection<List<Delivery>> byRequest(List<Delivery> claimed) {
    var requests = new LinkedHashMap<StreamId, List<Delivery>>();
    for (var delivery : claimed) {
      requests
          .computeIfAbsent(delivery.event().stream(), request -> new ArrayList<>())
          .add(delivery);
    }
    return requests.values();
  }

  private void deliver(List<Delivery> ofOneRequest) {
    inFlight.addAndGet(ofOneRequest.size());
    deliveries.execute(() -> {
      try {
        deliverInOrder(ofOneRequest);
      } finally {
        inFlight.addAndGet(-ofOneRequest.size());
        wake();
      }
    });
  }

  private void deliverInOrder(List<Delivery> ofOneRequest) {
    for (int i = 0; i < ofOneRequest.size(); i++) {
      var delivery = ofOneRequest.get(i);
      try {
        subscribers.forEach(subscriber -> subscriber.on(delivery.event()));
        delivered.add(delivery);
      } catch (RuntimeException e) {
        var event = delivery.event();
        LOG.warn("delivery {} of event {} failed", delivery.attempt(), event.id(), e);
        giveBack(ofOneRequest.subList(i, ofOneRequest.size()));
        return;
      }
    }
  }

  private void giveBack(List<Delivery> undelivered) {
    var pause = PAUSES.after(undelivered.getFirst().attempt());
    for (var delivery : undelivered) {
      try {
        outbox.failed(delivery, pause);
      } catch (RuntimeException e) {
        LOG.warn("an event stays away until its lease is over ({})", e.toString());
      }
    }
  }

  private void strikeOff() {
    var batch = new ArrayList<Delivery>();
    for (var next = delivered.poll(); next != null; next = delivered.poll()) {
      batch.add(next);
    }
    if (!batch.isEmpty()) {
      try {
        outbox.delivered(batch);
      } catch (RuntimeException e) {
        delivered.addAll(batch);
        throw e;
      }
    }
  }

  /**
   * Lets what is under way come to its end, for a few seconds; what does not is delivered again.
   */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      dispatcher.join(CLOSING);
      deliveries.shutdown();
      if (!deliveries.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        var unused = deliveries.shutdownNow();
      }
      strikeOff();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("the last deliveries could not be struck off ({})", e.toString());
    }
  }
}
