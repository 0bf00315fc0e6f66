package dev.countersign.messaging.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.application.event.DeadLetters;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.Outbox.Entry;
import dev.countersign.application.event.Outbox.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way over Kafka, by a topic for each context, keyed by stream. An event is sent
 * once the brokers have acknowledged it, and tried for as long as that takes. Each subscriber then
 * reads the topics in a consumer group of its own.
 */
public final class KafkaEvents implements EventChannel, AutoCloseable {
  /** Names the one subscriber that a message is for; without it, it is for all. */
  static final String FOR = "for";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaEvents.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaCluster cluster;
  private final EventTopics topics;
  private final EventRegistry registry;
  private final KafkaProducer<String, String> producer;

  private KafkaEvents(
      KafkaCluster cluster,
      EventTopics topics,
      EventRegistry registry,
      KafkaProducer<String, String> producer) {
    this.cluster = cluster;
    this.topics = topics;
    this.registry = registry;
    this.producer = producer;
  }

  /**
   * Makes or checks the topics of all contexts.
   *
   * @throws UnusableTopic if events can't go by one of them
   */
  public static KafkaEvents open(KafkaCluster cluster, EventTopics topics, EventRegistry registry) {
    registry.contexts().forEach(context -> topics.of(context).prepare(cluster));
    return new KafkaEvents(cluster, topics, registry, cluster.producer());
  }

  /** Publishes an event, and waits for the brokers to acknowledge it. */
  @Override
  public Settlement send(Entry entry) {
    try {
      var unused = producer.send(message(entry)).get();
      return Settlement.delivered(entry);
    } catch (ExecutionException e) {
      return later(entry, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later(entry, e);
    } catch (RuntimeException e) {
      return later(entry, e);
    }
  }

  private ProducerRecord<String, String> message(Entry entry) {
    var event = entry.event();
    var message =
        new ProducerRecord<>(
            topics.of(registry.of(event.stream()).context()).name(),
            event.stream().id().toString(),
            registry.toMessage(event));
    entry.subscriber().ifPresent(name -> message.headers().add(FOR, name.getBytes(UTF_8)));
    return message;
  }

  /** Whether the brokers have the message after all is not known. */
  private static Settlement later(Entry entry, Throwable cause) {
    int failures = entry.failures() + 1;
    LOG.warn(
        "event {} of {} was not published ({})",
        entry.event().id(),
        entry.event().stream(),
        cause.toString());
    return Settlement.later(entry, RetryPolicy.PUBLISHING.pauseAfter(failures), failures);
  }

  /**
   * Hands every event to the subscriber, from the first that is still kept on.
   *
   * @param deadLetters where messages go that it can't handle
   * @return to be closed before this
   */
  public KafkaSubscription handTo(
      NamedSubscriber subscriber, DeadLetters deadLetters, Clock clock) {
    return handTo(Handling.of(subscriber, registry, clock), deadLetters);
  }

  KafkaSubscription handTo(Handling handling, DeadLetters deadLetters) {
    var names = registry.contexts().stream().map(context -> topics.of(context).name()).toList();
    return KafkaSubscription.start(
        cluster.consumer(topics.group(handling.name())), names, handling, deadLetters);
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
