package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of the running system, restored elsewhere. */
class BackupsTest {
  private static final String PASSWORD = "kept-in-two-places";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void a_backup_taken_under_load_is_a_system_elsewhere() throws Exception {
    var backup = folder.resolve("night.backup");
    int acknowledgedBefore = backUpUnderLoad(backup);

    assertThat(run("verify-backup", backup.toString())).isZero();
    var elsewhere = folder.resolve("elsewhere").toString();
    assertThat(run("restore", backup.toString(), "--data", elsewhere)).isZero();
    assertThat(said()).contains("The backup is whole.", "The audit trail is intact.");

    assertThat(run("restore", backup.toString(), "--data", elsewhere)).isEqualTo(1);
    assertThat(said()).contains("The database is not empty");

    try (var restored = RunningSystem.start(Path.of(elsewhere), PASSWORD)) {
      var analyst = Api.anonymous(restored.apiUrl()).logIn("ana", PASSWORD);
      assertThat(analyst.get("/api/v1/dashboard/summary").json().path("total").asInt())
          .isGreaterThanOrEqualTo(acknowledgedBefore);
    }
  }

  /**
   * @return how many submissions were acknowledged before the backup began
   */
  private int backUpUnderLoad(Path backup) throws Exception {
    var data = folder.resolve("data");
    var acknowledged = new AtomicInteger();
    var enough = new AtomicBoolean();
    try (var system = RunningSystem.start(data, PASSWORD);
        var threads = Executors.newFixedThreadPool(4)) {
      var ada = Api.anonymous(system.apiUrl()).logIn("ada", PASSWORD);
      var clients =
          IntStream.range(0, 4)
              .mapToObj(
                  client -> threads.submit(submitting(ada, "c" + client, acknowledged, enough)))
              .toList();
      try {
        await(acknowledged, 50);
        int before = acknowledged.get();
        assertThat(run("backup", backup.toString(), "--data", data.toString())).isZero();
        assertThat(acknowledged.get()).isGreaterThan(before);
        return before;
      } finally {
        enough.set(true);
        for (var client : clients) {
          var unused = Await.result(client);
        }
      }
    }
  }

  private static Callable<Void> submitting(
      Api applicant, String name, AtomicInteger acknowledged, AtomicBoolean enough) {
    return () -> {
      for (int i = 0; !enough.get(); i++) {
        var answer = applicant.post("/api/v1/credit-requests", Requests.CONSUMER, name + "-" + i);
        assertThat(answer.status()).isEqualTo(201);
        acknowledged.incrementAndGet();
      }
      return null;
    };
  }

  private static void await(AtomicInteger count, int wanted) {
    Await.until(wanted + " are acknowledged", () -> count.get() >= wanted);
  }

  private int run(String... arguments) {
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Main(stream, stream, Map.of()).run(arguments);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
