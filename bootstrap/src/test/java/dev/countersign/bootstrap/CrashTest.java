package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.CarefulClient.Staff;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen clients go on submitting and approving while whatever they talk to is killed. */
class CrashTest {
  private static final String PASSWORD = "crash-and-carry-on";
  private static final int CLIENTS = 16;
  private static final int KILLS = 10;

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
      var staff = Staff.loggedIn(server.url(), PASSWORD);

      killWhile(server, staff);

      assertThat(granted).hasSizeGreaterThan(KILLS).doesNotHaveDuplicates();
      for (var id : granted) {
        assertThat(approvals(staff.analyst(), id))
            .as(id)
            .startsWith("analyst", "manager")
            .isEqualTo(staff.analyst().route(id));
      }
      var summary = staff.analyst().get("/api/v1/dashboard/summary").json();
      assertThat(summary.path("total").asInt()).isEqualTo(granted.size());
    }
    assertThat(
            new Main(System.out, System.err, Map.of())
                .run("verify-audit", "--data", data.toString()))
        .isZero();
  }

  private void killWhile(RunningProcess server, Staff staff) throws Exception {
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> clients =
          IntStream.range(0, CLIENTS)
              .<Future<?>>mapToObj(client -> threads.submit(() -> work(client, server, staff)))
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
        var unused = Await.result(client);
      }
    }
  }

  private void awaitMoves(int wanted, List<Future<?>> clients) {
    Await.until(
        wanted + " moves",
        () -> {
          for (var client : clients) {
            if (client.isDone()) {
              var unused = Await.result(client);
            }
          }
          return acknowledged.get() >= wanted;
        });
  }

  /** Takes one request after the other from its submission to the grant. */
  private Void work(int number, RunningProcess server, Staff staff) throws InterruptedException {
    var client = new CarefulClient(staff, List.of(server.url()), 0, acknowledged::incrementAndGet);
    for (int i = 0; !enough.get(); i++) {
      granted.add(client.oneWholeLife(number + "-" + i));
    }
    return null;
  }

  private static List<String> approvals(Api reader, String id)
      throws IOException, InterruptedException {
    return reader
        .get(CarefulClient.REQUESTS + "/" + id + "/history")
        .json()
        .path("items")
        .valueStream()
        .filter(entry -> entry.path("type").asString().equals("stage-approved"))
        .map(entry -> entry.path("stage").asString().toLowerCase(Locale.ROOT))
        .toList();
  }
}
