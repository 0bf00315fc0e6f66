package dev.countersign.bootstrap;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.postgres.backup.BackupFolder;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs of the whole product, as those who run it see them. */
class JobsTest {
  @TempDir private static Path data;
  private static Countersign system;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    system =
        RunningSystem.start(
            data,
            "a password for the demo",
            Map.of(Setting.BACKUP_FOLDER, data.resolve("nights").toString()));
  }

  @AfterAll
  static void close() {
    system.close();
  }

  @Test
  void their_pages_are_shown_to_whoever_has_the_password_on_file() throws Exception {
    var file = data.resolve("jobs-password");
    var url = system.jobsUrl().orElseThrow();

    assertThat(system.addresses())
        .contains("Jobs         %s, user jobs, password in %s".formatted(url, file));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(get(url, "jobs:" + Files.readString(file).strip()).statusCode()).isEqualTo(200);
    assertThat(get(url, "jobs:guess").statusCode()).isEqualTo(401);
  }

  @Test
  void the_chores_are_planned() throws Exception {
    var password = Files.readString(data.resolve("jobs-password")).strip();

    var jobs =
        get(system.jobsUrl().orElseThrow().resolve("/api/recurring-jobs"), "jobs:" + password);

    assertThat(jobs.body()).contains("sweep", "prune", "replay", "backup");
  }

  @Test
  void the_backup_of_the_night_is_made_when_its_turn_comes() throws Exception {
    var password = Files.readString(data.resolve("jobs-password")).strip();
    var turn = system.jobsUrl().orElseThrow().resolve("/api/recurring-jobs/backup/trigger");
    assertThat(send(HttpRequest.newBuilder(turn).POST(noBody()), "jobs:" + password).statusCode())
        .isEqualTo(204);

    Await.until("the backup", () -> BackupFolder.at(data.resolve("nights")).newest().isPresent());
    assertThat(get(URI.create(system.managementUrl() + "/metrics"), "nobody:").body())
        .contains("backup_failures_total 0.0", "backup_age_seconds");
  }

  @Test
  void whether_they_work_and_what_they_found_can_be_watched() throws Exception {
    var metrics = get(URI.create(system.managementUrl() + "/metrics"), "nobody:");

    assertThat(metrics.body())
        .contains("jobs_working 1.0", "replay_mismatch_total 0.0", "swept_total{what=");
  }

  private HttpResponse<String> get(URI url, String credentials)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url), credentials);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String credentials)
      throws IOException, InterruptedException {
    var basic = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    return client.send(
        request.header("Authorization", "Basic " + basic).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
