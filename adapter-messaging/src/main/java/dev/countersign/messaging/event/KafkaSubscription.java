package dev.countersign.messaging.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.application.event.DeadLetters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process's part in a consumer group.
 *
 * <p>One thread polls and commits; the messages are handled side by side, those of one key in
 * order. A message that is tried again holds back its own key only, and takes no thread while it
 * rests. An offset is committed once everything before it is handled, so a message may come twice
 * but is never lost. What is under way when a partition goes to another process comes to its end
 * here, while the other may begin it anew: handling has to bear that.
 */
public final class KafkaSubscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSubscription.class);
  private static final int MAX_IN_FLIGHT = 512;
  private static final int THREADS = 16;
  private static final Duration IDLE_POLL = Duration.ofMillis(200);
  private static final Duration BUSY_POLL = Duration.ofMillis(10);
  private static final Duration BETWEEN_COMMITS = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final KafkaConsumer<String, String> consumer;
  private final Handling handling;
  private final DeadLetters deadLetters;
  private final ScheduledThreadPoolExecutor workers;
  private final Thread poller;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger inFlight = new AtomicInteger();

  /** By key, in order; the first of each is being handled. */
  private final Map<String, Queue<Message>> waiting = new ConcurrentHashMap<>();

  /** The partitions of this process; touched by the poller alone. */
  private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();

  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private long nextCommitNanos = System.nanoTime();

  private KafkaSubscription(
      KafkaConsumer<String, String> consumer, Handling handling, DeadLetters deadLetters) {
    this.consumer = consumer;
    this.handling = handling;
    this.deadLetters = deadLetters;
    var name = "events-to-" + handling.name();
    this.workers =
        new ScheduledThreadPoolExecutor(THREADS, Thread.ofPlatform().name(name + "-", 1).factory());
    workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    workers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    this.poller = Thread.ofPlatform().name(name).unstarted(this::poll);
  }

  static KafkaSubscription start(
      KafkaConsumer<String, String> consumer,
      List<String> topics,
      Handling handling,
      DeadLetters deadLetters) {
    var subscription = new KafkaSubscription(consumer, handling, deadLetters);
    consumer.subscribe(topics, subscription.new Handover());
    subscription.poller.start();
    return subscription;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void poll() {
    while (!isClosing()) {
      try {
        consumer.poll(inFlight.get() > 0 ? BUSY_POLL : IDLE_POLL).forEach(this::take);
        bound();
        commitNowAndThen();
      } catch (RuntimeException e) {
        LOG.warn("{} can't read its events for now ({})", handling.name(), e.toString());
        rest();
      }
    }
    leave();
  }

  private void rest() {
    try {
      boolean unused = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  /** Takes no more while there is enough to do. */
  private void bound() {
    if (inFlight.get() >= MAX_IN_FLIGHT) {
      consumer.pause(consumer.assignment());
    } else if (!consumer.paused().isEmpty()) {
      consumer.resume(consumer.paused());
    }
  }

  private void take(ConsumerRecord<String, String> received) {
    var progress =
        partitions.computeIfAbsent(
            new TopicPartition(received.topic(), received.partition()),
            partition -> new PartitionProgress(received.offset()));
    progress.begin(received.offset());
    if (isForOthers(received)) {
      progress.done(received.offset());
      return;
    }
    var message =
        new Message(
            Optional.ofNullable(received.key()).orElse(""),
            Optional.ofNullable(received.value()).orElse(""),
            received.offset(),
            progress);
    inFlight.incrementAndGet();
    var unused =
        waiting.compute(
            message.key,
            (key, queue) -> {
              if (queue == null) {
                workers.execute(() -> handle(message, 0));
                return new ArrayDeque<>(List.of(message));
              }
              queue.add(message);
              return queue;
            });
  }

  private boolean isForOthers(ConsumerRecord<String, String> received) {
    var addressee = received.headers().lastHeader(KafkaEvents.FOR);
    return addressee != null && !new String(addressee.value(), UTF_8).equals(handling.name());
  }

  private void handle(Message message, int failures) {
    if (isClosing()) {
      return;
    }
    if (!message.progress.isLost()) {
      if (attempt(message, failures) instanceof Attempt.Failed failed) {
        again(message, failed);
        return;
      }
      message.progress.done(message.offset);
    }
    inFlight.decrementAndGet();
    next(message.key);
  }

  /** A message is given up once its letter is kept, and waits for the store like any other. */
  private Attempt attempt(Message message, int failures) {
    var attempt = handling.attempt(message.key, message.text, failures);
    if (attempt instanceof Attempt.GivenUp givenUp) {
      try {
        deadLetters.keep(givenUp.letter());
      } catch (RuntimeException e) {
        LOG.warn("a dead letter of {} waits for the store ({})", handling.name(), e.toString());
        return new Attempt.Failed(PAUSE, failures);
      }
    }
    return attempt;
  }

  private void again(Message message, Attempt.Failed failed) {
    var unused =
        workers.schedule(
            () -> handle(message, failed.failures()),
            failed.pause().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void next(String key) {
    var unused =
        waiting.computeIfPresent(
            key,
            (same, queue) -> {
              queue.remove();
              var following = queue.peek();
              if (following == null) {
                return null;
              }
              workers.execute(() -> handle(following, 0));
              return queue;
            });
  }

  private void commitNowAndThen() {
    if (System.nanoTime() - nextCommitNanos < 0) {
      return;
    }
    nextCommitNanos = System.nanoTime() + BETWEEN_COMMITS.toNanos();
    var news = handled(partitions.keySet());
    if (!news.isEmpty()) {
      consumer.commitAsync(
          news,
          (offsets, failure) -> {
            if (failure == null) {
              offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
            } else {
              LOG.debug("{} will commit its offsets later", handling.name(), failure);
            }
          });
    }
  }

  /** Where the partitions stand that have moved since the last commit. */
  private Map<TopicPartition, OffsetAndMetadata> handled(Collection<TopicPartition> wanted) {
    var news = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (var partition : wanted) {
      var progress = partitions.get(partition);
      if (progress != null && progress.handled() != committed.getOrDefault(partition, -1L)) {
        news.put(partition, new OffsetAndMetadata(progress.handled()));
      }
    }
    return news;
  }

  private void commitBeforeLeaving(Collection<TopicPartition> leaving) {
    try {
      var news = handled(leaving);
      if (!news.isEmpty()) {
        consumer.commitSync(news, PAUSE);
      }
    } catch (RuntimeException e) {
      LOG.warn("some messages will come to {} again ({})", handling.name(), e.toString());
    }
  }

  private void leave() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        var unused = workers.shutdownNow();
      }
      commitBeforeLeaving(List.copyOf(partitions.keySet()));
      partitions.clear();
      consumer.close(CloseOptions.timeout(PAUSE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("{} could not leave its group in order ({})", handling.name(), e.toString());
    }
  }

  /** Lets what is under way come to its end, for a few seconds; what does not comes again. */
  @Override
  public void close() {
    closing.countDown();
    try {
      poller.join(CLOSING.multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Message(String key, String text, long offset, PartitionProgress progress) {}

  /** Partitions that come and go when processes do. */
  private final class Handover implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {}

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      commitBeforeLeaving(revoked);
      onPartitionsLost(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      for (var partition : lost) {
        var progress = partitions.remove(partition);
        if (progress != null) {
          progress.lose();
        }
        var unused = committed.remove(partition);
      }
    }
  }
}
