package dev.countersign.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.testkit.MutableClock;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
  private final TestNode node =
      TestNode.on(TestNode.freshDatabase(), MutableClock.at(Instant.parse("2026-03-02T10:00:00Z")));
  private final HttpClient client = HttpClient.newHttpClient();
  private Dashboard dashboard;

  @BeforeEach
  void show() throws IOException {
    dashboard = node.jobs().dashboard(0, "jobs", "secret");
  }

  @AfterEach
  void close() {
    dashboard.close();
    client.close();
    node.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/dashboard", "/api/servers", "/api/jobs?state=SCHEDULED", "/sse/"})
  void nothing_is_shown_without_the_password(String path) throws Exception {
    assertThat(get(path, "jobs:wrong").statusCode()).isEqualTo(401);
    assertThat(get(path, "root:secret").statusCode()).isEqualTo(401);
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(at(path)).build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void with_it_the_pages_and_what_they_ask_for_are_there() throws Exception {
    assertThat(get("/dashboard", "jobs:secret").body()).contains("<html");
    assertThat(get("/api/servers", "jobs:secret").statusCode()).isEqualTo(200);
    assertThat(get("/api/version", "jobs:secret").body())
        .contains("\"allowAnonymousDataUsage\":false");
  }

  @Test
  void a_form_of_another_site_changes_nothing() throws Exception {
    var own = dashboard.url().resolve("/").toString().replaceFirst("/$", "");

    assertThat(from("Origin", "https://evil.example")).isEqualTo(403);
    assertThat(from("Origin", "null")).isEqualTo(403);
    assertThat(from("Origin", own.replaceFirst("\\d+$", "1"))).isEqualTo(403);
    assertThat(from("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    assertThat(from("Origin", own)).isNotEqualTo(403);
    assertThat(from("Sec-Fetch-Site", "same-origin")).isNotEqualTo(403);
  }

  private int from(String header, String value) throws Exception {
    var request =
        HttpRequest.newBuilder(at("/api/recurring-jobs/none/trigger"))
            .header("Authorization", "Basic " + credentials("jobs:secret"))
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void it_answers_to_the_names_of_this_machine_alone() throws Exception {
    try (var socket = new Socket(dashboard.url().getHost(), dashboard.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /dashboard HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n"
                      + "Authorization: Basic "
                      + credentials("jobs:secret")
                      + "\r\n\r\n")
                  .getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  private static String credentials(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void it_is_reached_from_this_machine_alone() throws Exception {
    var others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();

    assertThat(dashboard.url().getHost()).isEqualTo("127.0.0.1");
    for (var address : others) {
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> {
            try (var socket = new Socket()) {
              socket.connect(new InetSocketAddress(address, dashboard.url().getPort()), 5_000);
            }
          });
    }
  }

  @Test
  void a_port_that_is_taken_is_told() {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> {
          var unused = node.jobs().dashboard(dashboard.url().getPort(), "jobs", "secret");
        });
  }

  private HttpResponse<String> get(String path, String credentials) throws Exception {
    var basic = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    return client.send(
        HttpRequest.newBuilder(at(path)).header("Authorization", "Basic " + basic).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI at(String path) {
    return dashboard.url().resolve(path);
  }
}
