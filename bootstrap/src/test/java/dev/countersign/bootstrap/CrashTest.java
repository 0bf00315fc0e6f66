package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen clients go on submitting and approving while whatever they talk to is killed. */
class CrashTest {
  private static final String PASSWORD = "crash-and-carry-on";
  private static final int CLIENTS = 16;
  private static final int KILLS = 10;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  /** Acknowledged moves, over all clients: kills come at random counts of them, so under load. */
  private final AtomicInteger acknowledged = new AtomicInteger();

  private final Queue<String> granted = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean enough = new AtomicBoolean();

  @Test
  void nothing_acknowledged_is_lost_and_nothing_happens_twice(@TempDir Path folder)
      throws Exception {
    var data = folder.resolve("data");
    try (var server = new RunningProcess(data, PASSWORD)) {
      server.awaitReady();
      var anyone = Api.anonymous(server.url());
      var staff =
          new Staff(
              anyone.logIn("ada", PASSWORD),
              anyone.logIn("ana", PASSWORD),
              anyone.logIn("max", PASSWORD));

      killWhile(server, staff);

      assertThat(granted).hasSizeGreaterThan(KILLS).doesNotHaveDuplicates();
      for (var id : granted) {
        assertThat(approvals(staff.analyst, id)).as(id).containsExactly("ANALYST", "MANAGER");
      }
      var summary = staff.analyst.get("/api/v1/dashboard/summary").json();
      assertThat(summary.path("total").asInt()).isEqualTo(granted.size());
    }
    assertThat(
            new Main(System.out, System.err, Map.of())
                .run("verify-audit", "--data", data.toString()))
        .isZero();
  }

  private record Staff(Api applicant, Api analyst, Api manager) {}

  private void killWhile(RunningProcess server, Staff staff) throws Exception {
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> clients =
          IntStream.range(0, CLIENTS)
              .<Future<?>>mapToObj(client -> threads.submit(() -> work(client, staff)))
              .toList();
      var random = new Random(20_260_115);
      for (int kill = 0; kill < KILLS; kill++) {
        awaitMoves(acknowledged.get() + 20 + random.nextInt(60), clients);
        if (kill % 2 == 0) {
          server.kill();
          server.restart();
          server.awaitReady();
        } else {
          server.killDatabase();
        }
      }
      awaitMoves(acknowledged.get() + 100, clients);
      enough.set(true);
      for (var client : clients) {
        client.get(60, TimeUnit.SECONDS);
      }
    }
  }

  private void awaitMoves(int wanted, List<Future<?>> clients)
      throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (acknowledged.get() < wanted) {
      for (var client : clients) {
        if (client.isDone()) {
          client.get(0, TimeUnit.SECONDS);
        }
      }
      assertThat(System.nanoTime())
          .as("no progress at %s moves", acknowledged)
          .isLessThan(deadline);
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  /** Takes one request after the other from its submission to the grant. */
  private Void work(int client, Staff staff) throws InterruptedException {
    for (int i = 0; !enough.get(); i++) {
      var name = client + "-" + i;
      var id =
          until(
              201, staff.applicant, "/api/v1/credit-requests", Requests.CONSUMER, "submit-" + name);
      approve(staff.analyst, id, "analyst-" + name);
      approve(staff.manager, id, "manager-" + name);
      granted.add(id);
    }
    return null;
  }

  private void approve(Api approver, String id, String key) throws InterruptedException {
    var path = "/api/v1/credit-requests/" + id;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        var request = approver.get(path);
        if (request.status() == 200 && links(request).contains("approve")) {
          var body = "{\"revision\":" + request.json().path("revision").asInt() + "}";
          var same = until(200, approver, path + "/approve", body, key);
          assertThat(same).isEqualTo(id);
          return;
        }
      } catch (IOException e) {
        // It was killed a moment ago.
      }
      assertThat(System.nanoTime()).as("%s never reached its approver", id).isLessThan(deadline);
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  private static List<String> links(Api.Answer request) {
    return request.json().path("links").valueStream().map(link -> link.asString()).toList();
  }

  /**
   * Sends the same command under the same key until it is acknowledged, as a careful client does.
   *
   * @return the id of the request that it moved
   */
  private String until(int wanted, Api caller, String path, String body, String key)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        var answer = caller.post(path, body, key);
        if (answer.status() == wanted) {
          acknowledged.incrementAndGet();
          return answer.json().path("id").asString();
        }
        boolean toBeRepeated = answer.status() == 503 || answer.code().equals("still-under-way");
        assertThat(toBeRepeated).as("%s %s", answer.status(), answer.text()).isTrue();
      } catch (IOException e) {
        // It was killed a moment ago: whether the command took effect is not known.
      }
      assertThat(System.nanoTime()).as("%s was never answered", key).isLessThan(deadline);
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  private static List<String> approvals(Api reader, String id)
      throws IOException, InterruptedException {
    return reader
        .get("/api/v1/credit-requests/" + id + "/history")
        .json()
        .path("items")
        .valueStream()
        .filter(entry -> entry.path("type").asString().equals("stage-approved"))
        .map(entry -> entry.path("stage").asString().toUpperCase(Locale.ROOT))
        .toList();
  }
}
