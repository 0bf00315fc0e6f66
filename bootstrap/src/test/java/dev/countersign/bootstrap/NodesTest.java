package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.CarefulClient.Staff;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.broker.EmbeddedKafka;
import dev.countersign.postgres.EmbeddedPostgres;
import dev.countersign.testkit.Await;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three processes of the product on one database. Nine clients work at all of them while one is
 * killed, and another stops until others have done all of its work, and then goes on. Both tests
 * spend their time waiting for leases to run out, so they wait together.
 */
@Execution(ExecutionMode.CONCURRENT)
class NodesTest {
  private static final String PASSWORD = "three-of-a-kind";
  private static final int CLIENTS = 9;
  private static final String STAGE_OPENED = " stage-opened";

  /** Partitions take a moment to find their nodes, and each node is to have worked before. */
  private static final int MANY_ROUNDS = 40;

  /** Under the load, the harm is done after so many acknowledged commands. */
  private static final int INTO_THE_LOAD = 40;

  private static @TempDir Path folder;
  private static EmbeddedPostgres postgres;

  private final AtomicInteger acknowledged = new AtomicInteger();
  private final List<String> granted = new ArrayList<>();

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"), progress -> {});
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void on_their_database_alone_they_share_the_work_and_outlive_one_another() throws Exception {
    outliveOneAnother(folder.resolve("alone"), database());
  }

  @Test
  void over_kafka_they_share_the_work_and_outlive_one_another() throws Exception {
    try (var broker = EmbeddedKafka.start(folder.resolve("kafka"))) {
      var settings = database();
      settings.put(Setting.KAFKA_BOOTSTRAP_SERVERS, broker.bootstrapServers());
      outliveOneAnother(folder.resolve("over-kafka"), settings);
    }
  }

  private static EnumMap<Setting, String> database() {
    return new EnumMap<>(
        Map.of(
            Setting.DATABASE_POOL_SIZE,
            "8",
            Setting.DATABASE_URL,
            postgres.freshDatabase(),
            Setting.DATABASE_USER,
            postgres.user(),
            Setting.DATABASE_PASSWORD,
            postgres.password()));
  }

  private void outliveOneAnother(Path data, Map<Setting, String> settings) throws Exception {
    try (var survivor = node(data, "survivor", settings);
        var victim = node(data, "victim", settings);
        var sleeper = node(data, "sleeper", settings);
        var threads = Executors.newFixedThreadPool(CLIENTS)) {
      var nodes = List.of(survivor, victim, sleeper);
      try {
        outliveOneAnother(data, settings, nodes, threads);
      } catch (AssertionError | ExecutionException e) {
        nodes.forEach(node -> System.out.println(node.url() + " said:\n" + node.logged()));
        throw e;
      }
    }
  }

  private void outliveOneAnother(
      Path data, Map<Setting, String> settings, List<RunningProcess> nodes, ExecutorService threads)
      throws Exception {
    for (var node : nodes) {
      node.awaitReady();
    }
    var survivor = nodes.get(0);
    var victim = nodes.get(1);
    var sleeper = nodes.get(2);
    var urls = nodes.stream().map(RunningProcess::url).toList();
    var staff = Staff.loggedIn(survivor.url(), PASSWORD);
    try (var listener = new Listener(staff.analyst())) {
      Await.until("the listener hears", () -> !listener.lastEvent.isEmpty());
      int round = 0;
      do {
        come(live("calm-" + round, 1, staff, urls, threads));
        round++;
      } while (!eachHasItsPart(nodes) && round < MANY_ROUNDS);
      assertThat(round).isLessThan(MANY_ROUNDS);

      int before = acknowledged.get();
      var underLoad = live("harm", 5, staff, urls, threads);
      Await.until("load", () -> acknowledged.get() - before >= INTO_THE_LOAD);
      sleeper.pause();
      victim.kill();
      come(underLoad);
      Await.until("all is delivered", () -> metric(survivor, "outbox_waiting") == 0);
      sleeper.resume();
      victim.restart();
      victim.awaitReady();
      come(live("after", 1, staff, urls, threads));

      assertAllHeard(listener);
    }
    assertEachHappenedOnce(staff);
    assertThat(metric(survivor, "dead_letters")).isZero();
    assertThat(verifyAudit(data, settings)).isZero();
  }

  private void assertAllHeard(Listener listener) throws Exception {
    try {
      Await.until("all is heard", () -> listener.granted.size() >= granted.size());
    } finally {
      assertThat(listener.granted)
          .as("the last heard was %s", listener.lastEvent)
          .containsExactlyInAnyOrderElementsOf(granted);
    }
  }

  private static RunningProcess node(Path data, String name, Map<Setting, String> settings)
      throws Exception {
    return new RunningProcess(data.resolve(name), PASSWORD, settings);
  }

  private static boolean eachHasItsPart(List<RunningProcess> nodes) throws Exception {
    for (var node : nodes) {
      if (metric(node, "stage_duration_seconds_count") == 0) {
        return false;
      }
    }
    return true;
  }

  private static double metric(RunningProcess node, String name) throws Exception {
    return Api.anonymous(node.managementUrl()).metric(name);
  }

  /** Each client begins at a node, the next at the next one. */
  private List<Future<List<String>>> live(
      String name, int livesOfEach, Staff staff, List<URI> nodes, ExecutorService threads) {
    return IntStream.range(0, CLIENTS)
        .mapToObj(number ->
            threads.submit(() -> {
              var client = new CarefulClient(staff, nodes, number, acknowledged::incrementAndGet);
              var lived = new ArrayList<String>();
              for (int life = 0; life < livesOfEach; life++) {
                lived.add(client.oneWholeLife("%s-%d-%d".formatted(name, number, life)));
              }
              return List.copyOf(lived);
            }))
        .toList();
  }

  private void come(List<Future<List<String>>> lives) throws Exception {
    for (var each : lives) {
      granted.addAll(Await.result(each));
    }
  }

  private void assertEachHappenedOnce(Staff staff) throws Exception {
    assertThat(granted).doesNotHaveDuplicates();
    assertThat(staff.analyst().get("/api/v1/dashboard/summary").json().path("total").asInt())
        .isEqualTo(granted.size());
    var applicantTold = new ArrayList<String>();
    var directorTold = new ArrayList<String>();
    for (var id : granted) {
      int stages = staff.analyst().route(id).size();
      assertThat(staff.analyst().types(id))
          .as(id)
          .containsOnlyOnce("submitted", "analysed", "granted")
          .filteredOn("stage-approved"::equals)
          .hasSize(stages);
      applicantTold.add(id + " analysed");
      applicantTold.addAll(Collections.nCopies(stages - 1, id + " stage-approved"));
      applicantTold.add(id + " granted");
      if (stages == 3) {
        directorTold.add(id + STAGE_OPENED);
      }
    }
    var opened = granted.stream().map(id -> id + STAGE_OPENED).toList();
    assertTold(staff.applicant(), applicantTold);
    assertTold(staff.analyst(), opened);
    assertTold(staff.manager(), opened);
    assertTold(staff.director(), directorTold);
  }

  private static void assertTold(Api person, List<String> expected) throws Exception {
    Await.until("all are told", () -> person.told().size() >= expected.size());
    assertThat(person.told()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static int verifyAudit(Path data, Map<Setting, String> settings) {
    var environment =
        settings.entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().variable(), Map.Entry::getValue));
    return new Main(System.out, System.err, environment)
        .run("verify-audit", "--data", data.toString());
  }

  /**
   * Who hears at one node of what happens at all of them, and like every browser comes back when
   * the stream ends.
   */
  private static final class Listener implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ID = "id: ";
    private static final String DATA = "data: ";

    final Queue<String> granted = new ConcurrentLinkedQueue<>();
    private final Api person;
    private volatile Stream<String> lines;
    private volatile boolean closed;
    private volatile String lastEvent = "";
    private String event = "";

    Listener(Api person) throws Exception {
      this.person = person;
      this.lines = stream();
      var unused = Thread.ofVirtual().start(this::listen);
    }

    private Stream<String> stream() throws Exception {
      return person.lines("/api/v1/events", lastEvent);
    }

    private void listen() {
      while (!closed) {
        try {
          lines.forEach(this::hear);
        } catch (UncheckedIOException e) {
          System.out.println("The stream broke: " + e);
        } catch (AssertionError e) {
          System.out.println("The listener missed something: " + e.getMessage());
        }
        comeBack();
      }
    }

    private void comeBack() {
      try {
        if (!closed) {
          lines = stream();
        }
      } catch (Exception e) {
        System.out.println("The node does not answer: " + e);
      }
    }

    private void hear(String line) {
      assertThat(line).isNotEqualTo("event: reset");
      if (line.startsWith(ID)) {
        event = line.substring(ID.length());
      } else if (line.isEmpty()) {
        lastEvent = event;
      } else if (line.startsWith(DATA)) {
        var told = JSON.readTree(line.substring(DATA.length()));
        if (told.path("type").asString("").equals("granted")) {
          granted.add(told.path("request").asString());
        }
      }
    }

    @Override
    public void close() {
      closed = true;
      lines.close();
    }
  }
}
