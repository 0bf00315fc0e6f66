package dev.countersign.messaging.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.DeadLetters;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.EventSubscriber;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Events on their way over a topic. The relay is given this as its subscriber: an event counts as
 * delivered once the brokers have acknowledged it. Each consumer then reads the topic in a group of
 * its own.
 */
public final class KafkaEvents implements EventSubscriber, AutoCloseable {
  /** Names the one consumer that a message is for; without it, it is for all. */
  static final String FOR = "for";

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaCluster cluster;
  private final EventTopic topic;
  private final EventRegistry registry;
  private final KafkaProducer<String, String> producer;

  private KafkaEvents(
      KafkaCluster cluster,
      EventTopic topic,
      EventRegistry registry,
      KafkaProducer<String, String> producer) {
    this.registry = registry;
    this.cluster = cluster;
    this.topic = topic;
    this.producer = producer;
  }

  /**
   * Makes or checks the topic.
   *
   * @throws UnusableTopic if events can't go by it
   */
  public static KafkaEvents open(KafkaCluster cluster, EventTopic topic, EventRegistry registry) {
    topic.prepare(cluster);
    return new KafkaEvents(cluster, topic, registry, cluster.producer());
  }

  /** Publishes an event, and waits for the brokers to acknowledge it. */
  @Override
  public void on(CommittedEvent event) {
    send(
        new ProducerRecord<>(
            topic.name(), event.stream().id().toString(), registry.toMessage(event)));
  }

  /** Sends a letter again, to the consumer that could not handle it. */
  public void replay(DeadLetters.Letter letter) {
    var message = new ProducerRecord<>(topic.name(), letter.key(), letter.message());
    var unused = message.headers().add(FOR, letter.consumer().getBytes(UTF_8));
    send(message);
  }

  private void send(ProducerRecord<String, String> message) {
    try {
      var unused = producer.send(message).get();
    } catch (ExecutionException e) {
      throw new NotPublished(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotPublished(e);
    }
  }

  /**
   * Hands every event to the subscriber, from the first that is still kept on.
   *
   * @param deadLetters where messages go that it can't handle
   * @return to be closed before this
   */
  public KafkaSubscription handTo(
      NamedSubscriber subscriber, DeadLetters deadLetters, Clock clock) {
    return handTo(Handling.of(subscriber, registry, deadLetters, clock));
  }

  KafkaSubscription handTo(Handling handling) {
    var consumer = cluster.consumer(topic.name() + "." + handling.name());
    return KafkaSubscription.start(consumer, topic.name(), handling);
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }

  /** A message that the brokers did not acknowledge in time; whether they have it is not known. */
  static final class NotPublished extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotPublished(Throwable cause) {
      super(cause.toString(), cause, false, false);
    }
  }
}
