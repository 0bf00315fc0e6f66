package dev.countersign.bootstrap.acceptance;

import dev.countersign.bootstrap.Api;
import dev.countersign.bootstrap.Countersign;
import dev.countersign.bootstrap.RunningSystem;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.broker.EmbeddedKafka;
import dev.countersign.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The running product, with everyone who calls it logged in. */
final class Product implements AutoCloseable {
  static final String PASSWORD = "a wandering albatross, at dawn";

  /** Names and keys that no other test uses. */
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final Path folder;
  final List<Countersign> nodes;

  /** One of the nodes. */
  final Countersign system;

  final Api anyone;
  final Api ada;
  final Api ana;
  final Api max;
  final Api dora;
  final Api root;

  /** How it is put up. Every test passes on each, with calls that go to all nodes in turn. */
  enum Installation {
    ALONE,
    THREE_NODES_OVER_KAFKA
  }

  /**
   * Starts each once, whatever the number of tests that ask for it, and stops it after the last.
   */
  static final class Installed implements AutoCloseable {
    private final Map<Installation, Product> running = new ConcurrentHashMap<>();

    Product as(Installation installation) throws Exception {
      var present = running.get(installation);
      if (present != null) {
        return present;
      }
      var started = new Product(installation);
      running.put(installation, started);
      return started;
    }

    @Override
    public void close() throws IOException {
      for (var product : running.values()) {
        product.close();
      }
    }
  }

  /** Gives tests what is installed. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Installed.class;
    }

    @Override
    public Installed resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Product.class))
          .computeIfAbsent(Installed.class, type -> new Installed(), Installed.class);
    }
  }

  private Product(Installation installation) throws Exception {
    folder = Files.createTempDirectory("countersign-acceptance");
    nodes =
        switch (installation) {
          case ALONE -> List.of(node("data", Map.of()));
          case THREE_NODES_OVER_KAFKA -> threeNodesOverKafka();
        };
    system = nodes.getFirst();
    anyone = Api.anonymous(nodes.stream().map(Countersign::apiUrl).toList());
    ada = anyone.logIn("ada", PASSWORD);
    ana = anyone.logIn("ana", PASSWORD);
    max = anyone.logIn("max", PASSWORD);
    dora = anyone.logIn("dora", PASSWORD);
    root = anyone.logIn("root", PASSWORD);
  }

  private List<Countersign> threeNodesOverKafka() {
    var postgres = EmbeddedPostgres.start(folder.resolve("postgres"), progress -> {});
    closing.push(postgres::close);
    var broker = EmbeddedKafka.start(folder.resolve("kafka"));
    closing.push(broker::close);
    var settings =
        Map.of(
            Setting.DATABASE_URL,
            postgres.freshDatabase(),
            Setting.DATABASE_USER,
            postgres.user(),
            Setting.DATABASE_PASSWORD,
            postgres.password(),
            Setting.DATABASE_POOL_SIZE,
            "8",
            Setting.KAFKA_BOOTSTRAP_SERVERS,
            broker.bootstrapServers());
    var started = new ArrayList<Countersign>();
    for (var name : List.of("one", "two", "three")) {
      started.add(node(name, settings));
    }
    return List.copyOf(started);
  }

  private Countersign node(String name, Map<Setting, String> settings) {
    var node = RunningSystem.start(folder.resolve(name), PASSWORD, settings);
    closing.push(node::close);
    return node;
  }

  /** The metrics of all nodes, one after the other. */
  String metrics() throws Exception {
    var metrics = new StringBuilder();
    for (var node : nodes) {
      metrics.append(Api.anonymous(node.managementUrl()).get("/metrics").text());
    }
    return metrics.toString();
  }

  static String unique(String word) {
    return word + NEXT.incrementAndGet();
  }

  /** A tax id that no other test uses. */
  static String newTaxId() {
    return "T" + (20_000_000_000L + NEXT.incrementAndGet());
  }

  @Override
  public void close() throws IOException {
    closing.forEach(Runnable::run);
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
