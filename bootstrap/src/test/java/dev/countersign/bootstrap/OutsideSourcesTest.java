package dev.countersign.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A request that meets a bureau over HTTP, first a good one, then one that talks nonsense. */
class OutsideSourcesTest {
  private static final String PASSWORD = "ask-somebody-else";

  private final AtomicReference<String> says = new AtomicReference<>("");
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

  @Test
  void what_the_bureau_says_decides_and_nonsense_never_passes(@TempDir Path folder)
      throws Exception {
    var server = bureau();
    var key = Files.writeString(folder.resolve("key"), "to-the-bureau\n");
    try (var system =
        RunningSystem.start(
            folder.resolve("data"),
            PASSWORD,
            Map.of(
                Setting.BUREAU_URL,
                "http://127.0.0.1:" + server.getAddress().getPort() + "/reports",
                Setting.BUREAU_KEY_FILE,
                key.toString()))) {
      var ada = Api.anonymous(system.apiUrl()).logIn("ada", PASSWORD);
      var ana = Api.anonymous(system.apiUrl()).logIn("ana", PASSWORD);

      says.set("{\"rating\":599,\"restricted\":false}");
      assertThat(analysed(ada, ana, "low").path("status").asString()).isEqualTo("DECLINED");

      says.set("<html>Please log in</html>");
      var doubtful = analysed(ada, ana, "nonsense");
      assertThat(doubtful.path("status").asString()).isEqualTo("IN_APPROVAL");
      assertThat(doubtful.path("reasons").toString()).contains("source-unavailable");
      assertThat(doubtful.path("route").size()).isEqualTo(3);
      var analysis = "/api/v1/credit-requests/" + doubtful.path("id").asString() + "/analysis";
      assertThat(ana.get(analysis).text()).contains("\"127.0.0.1\"");

      assertThat(keys).containsOnly("Bearer to-the-bureau");
      assertThat(Api.anonymous(system.managementUrl()).get("/metrics").text())
          .contains("source_asked_seconds_count{outcome=\"answered\",source=\"127.0.0.1\"} 1");
    } finally {
      server.stop(0);
    }
  }

  private HttpServer bureau() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/reports",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
          var body = says.get().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static JsonNode analysed(Api applicant, Api analyst, String key) throws Exception {
    var id =
        applicant
            .post("/api/v1/credit-requests", Requests.CONSUMER, key)
            .json()
            .path("id")
            .asString();
    return Await.until(
        id + " is analysed",
        () -> analyst.get("/api/v1/credit-requests/" + id).json(),
        request -> !request.path("status").asString().equals("SUBMITTED"));
  }
}
