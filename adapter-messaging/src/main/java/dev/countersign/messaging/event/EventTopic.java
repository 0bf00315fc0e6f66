package dev.countersign.messaging.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic that events travel by, keyed by stream, so that those of a stream keep their order.
 *
 * @param partitions when it is made; a topic that exists keeps those it has
 * @param retention events are kept that long at least, for consumers to catch up
 */
record EventTopic(String name, int partitions, Duration retention) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /**
   * Makes the topic, or sees whether the one that exists will do.
   *
   * @throws UnusableTopic with what is in the way
   */
  void prepare(KafkaCluster cluster) {
    try (var admin = cluster.admin()) {
      checkOrMake(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableTopic("interrupted", e);
    } catch (Failure e) {
      throw new UnusableTopic(
          "The topic %s on %s can't be used: %s".formatted(name, cluster, e.getCause()), e);
    }
  }

  /** A broker may hear of a topic a moment after the one that made it. */
  private void checkOrMake(Admin admin) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        check(admin);
        return;
      } catch (Failure e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - end > 0) {
          throw e;
        }
        make(admin);
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  private void make(Admin admin) throws InterruptedException {
    var topic =
        new NewTopic(name, Optional.of(partitions), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(retention.toMillis())));
    try {
      var unused = of(admin.createTopics(List.of(topic)).all());
    } catch (Failure e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private void check(Admin admin) throws InterruptedException {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    var config = only(of(admin.describeConfigs(List.of(resource)).all()));
    if (text(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains("compact")) {
      throw new UnusableTopic(
          "The topic %s is compacted, which loses events; set its cleanup.policy to delete."
              .formatted(name));
    }
    long kept = Long.parseLong(text(config, TopicConfig.RETENTION_MS_CONFIG));
    if (kept >= 0 && kept < retention.toMillis()) {
      throw new UnusableTopic(
          "The topic %s keeps events for %d ms, not for %d; raise its retention.ms or ask for less."
              .formatted(name, kept, retention.toMillis()));
    }
    if (Long.parseLong(text(config, TopicConfig.RETENTION_BYTES_CONFIG)) >= 0) {
      throw new UnusableTopic(
          "The topic %s forgets events when they are too many; set its retention.bytes to -1."
              .formatted(name));
    }
    var description = only(of(admin.describeTopics(List.of(name)).allTopicNames()));
    int replicas = description.partitions().getFirst().replicas().size();
    int needed = Integer.parseInt(text(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG));
    if (needed > replicas) {
      throw new UnusableTopic(
          "The topic %s has %d replicas, fewer than the %d that its min.insync.replicas wants."
              .formatted(name, replicas, needed));
    }
  }

  private static <T> T only(Map<?, T> answers) {
    return answers.values().iterator().next();
  }

  private static String text(Config config, String name) {
    return config.get(name).value();
  }

  private static <T> T of(KafkaFuture<T> answer) throws InterruptedException {
    try {
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new Failure(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new Failure(e);
    }
  }

  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(Throwable cause) {
      super(cause);
    }
  }
}
