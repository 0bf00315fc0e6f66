package dev.countersign.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One real broker, its own controller, on free ports of the loopback. It can be stopped and started
 * again, on the same ports and with what it held.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final String CONTROLLER = "CONTROLLER";

  /** Below those of outgoing connections, so that none has taken the port when it starts again. */
  private static final int FIRST_PORT = 15_000;

  private static final int LAST_PORT = 32_000;

  private final Map<String, String> settings;
  private final int port;
  private Optional<KafkaRaftServer> server = Optional.empty();

  private EmbeddedKafka(Map<String, String> settings, int port) {
    this.settings = Map.copyOf(settings);
    this.port = port;
  }

  /**
   * Formats the storage and starts.
   *
   * @param folder empty
   */
  public static EmbeddedKafka start(Path folder) {
    return start(folder, Map.of());
  }

  /**
   * @param more settings of the broker
   */
  public static EmbeddedKafka start(Path folder, Map<String, String> more) {
    int port = freePort();
    int controllerPort = freePort();
    var settings = new HashMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", CONTROLLER + ":PLAINTEXT,PLAINTEXT:PLAINTEXT");
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("num.network.threads", "1");
    settings.put("num.io.threads", "2");
    settings.put("log.cleaner.enable", "false");
    settings.putAll(more);
    format(folder);
    var kafka = new EmbeddedKafka(settings, port);
    kafka.start();
    return kafka;
  }

  private static void format(Path folder) {
    try (var silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(CONTROLLER)
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setPrintStream(silence)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("the storage of the broker can't be formatted", e);
    }
  }

  /** Starts it again after {@link #stop()}. */
  public void start() {
    var started = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    started.startup();
    server = Optional.of(started);
  }

  /** Stops it: nobody can connect any more. */
  public void stop() {
    server.ifPresent(running -> {
      running.shutdown();
      running.awaitShutdown();
    });
    server = Optional.empty();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // Another try, then.
      }
    }
  }

  @Override
  public void close() {
    stop();
  }
}
