package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * A client that takes requests to their grants, whatever is killed meanwhile: each command goes out
 * under one key until it is acknowledged, to the next node where one does not answer.
 */
final class CarefulClient {
  static final String REQUESTS = "/api/v1/credit-requests";
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
  private static final long PATIENCE_SECONDS = 90;

  /** Whoever decides about a request of {@link Requests#CONSUMER}, and who makes it. */
  record Staff(Api applicant, Api analyst, Api manager, Api director) {
    static Staff loggedIn(URI node, String password) throws IOException, InterruptedException {
      var anyone = Api.anonymous(node);
      return new Staff(
          anyone.logIn("ada", password),
          anyone.logIn("ana", password),
          anyone.logIn("max", password),
          anyone.logIn("dora", password));
    }
  }

  private final Staff staff;
  private final List<URI> nodes;
  private final Runnable acknowledged;
  private int node;

  /**
   * @param first the number of the node to begin with
   * @param acknowledged told of every command that was
   */
  CarefulClient(Staff staff, List<URI> nodes, int first, Runnable acknowledged) {
    this.staff = staff;
    this.nodes = List.copyOf(nodes);
    this.node = first;
    this.acknowledged = acknowledged;
  }

  /**
   * From its submission to the grant. Harm at the wrong moment leaves a source of facts unheard,
   * and then the request takes a stage more.
   *
   * @param name unlike any other
   * @return the id of the request
   */
  String oneWholeLife(String name) throws InterruptedException {
    var id =
        until(201, staff.applicant, REQUESTS, Requests.CONSUMER, "submit-" + name)
            .path("id")
            .asString();
    assertThat(isGranted(approve(staff.analyst, id, "analyst-" + name))).isFalse();
    if (!isGranted(approve(staff.manager, id, "manager-" + name))) {
      assertThat(isGranted(approve(staff.director, id, "director-" + name))).isTrue();
    }
    return id;
  }

  private static boolean isGranted(JsonNode request) {
    return request.path("status").asString().equals("GRANTED");
  }

  private JsonNode approve(Api approver, String id, String key) throws InterruptedException {
    var path = REQUESTS + "/" + id;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        var request = here(approver).get(path);
        if (request.status() == 200 && links(request).contains("approve")) {
          var body = "{\"revision\":" + request.json().path("revision").asInt() + "}";
          var same = until(200, approver, path + "/approve", body, key);
          assertThat(same.path("id").asString()).isEqualTo(id);
          return same;
        }
      } catch (IOException e) {
        elsewhere();
      }
      assertThat(System.nanoTime()).as("%s never reached its approver", id).isLessThan(deadline);
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  private static List<String> links(Api.Answer request) {
    return request.json().path("links").valueStream().map(link -> link.asString()).toList();
  }

  /** Returns the request that the command moved. */
  private JsonNode until(int wanted, Api caller, String path, String body, String key)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        var answer = here(caller).post(path, body, key);
        if (answer.status() == wanted) {
          acknowledged.run();
          return answer.json();
        }
        boolean toBeRepeated = answer.status() == 503 || answer.code().equals("still-under-way");
        assertThat(toBeRepeated).as("%s %s", answer.status(), answer.text()).isTrue();
      } catch (IOException e) {
        // Whether the command took effect there is not known.
        elsewhere();
      }
      assertThat(System.nanoTime()).as("%s was never answered", key).isLessThan(deadline);
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  private Api here(Api caller) {
    return caller.at(nodes.get(node % nodes.size()));
  }

  private void elsewhere() {
    node++;
  }
}
