package dev.countersign.messaging.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How to reach the brokers.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param properties of Kafka's clients, such as those of TLS and SASL
 */
public record KafkaCluster(String bootstrapServers, Map<String, String> properties) {
  /** So long a message may take to be acknowledged: less than an event is leased for. */
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** What keeps events in order and from being lost. */
  private static final Map<String, Object> SAFELY =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          (int) DELIVERY.toMillis(),
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          (int) ANSWER.toMillis(),
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          ANSWER.toMillis());

  /** What the inbox pattern asks for: commits by hand, and nothing passed over at first. */
  private static final Map<String, Object> FROM_THE_BEGINNING =
      Map.of(
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          "earliest",
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          false,
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          false,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          List.of(CooperativeStickyAssignor.class));

  /** What may be set otherwise by the properties. */
  private static final Map<String, Object> BY_DEFAULT =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, 0,
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000,
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 256,
          ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);

  private static final Set<String> OURS =
      Set.of(
          AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  public KafkaCluster {
    properties = Map.copyOf(properties);
  }

  /** Those of the properties that the system sets itself, and nobody else may. */
  public Set<String> misplaced() {
    var misplaced = new TreeSet<String>();
    for (var name : properties.keySet()) {
      if (OURS.contains(name) || SAFELY.containsKey(name) || FROM_THE_BEGINNING.containsKey(name)) {
        misplaced.add(name);
      }
    }
    return misplaced;
  }

  /**
   * @throws UnusableTopic as the others, if the properties are of no use
   */
  Admin admin() {
    return made(() -> Admin.create(settings(Map.of())));
  }

  KafkaProducer<String, String> producer() {
    return made(() ->
        new KafkaProducer<>(settings(SAFELY), new StringSerializer(), new StringSerializer()));
  }

  KafkaConsumer<String, String> consumer(String group) {
    var settings = settings(FROM_THE_BEGINNING);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    return made(
        () -> new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer()));
  }

  private static <T> T made(Supplier<T> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      Throwable first = e;
      while (first.getCause() != null) {
        first = first.getCause();
      }
      throw new UnusableTopic("Kafka can't be used with its properties: " + first.getMessage(), e);
    }
  }

  private Map<String, Object> settings(Map<String, Object> forced) {
    var settings = new HashMap<String, Object>(BY_DEFAULT);
    settings.putAll(properties);
    settings.putAll(forced);
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return settings;
  }

  /** Without the properties, which may hold passwords. */
  @Override
  public String toString() {
    return bootstrapServers;
  }
}
