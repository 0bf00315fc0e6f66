package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/**
 * A client that takes requests to their grants, whatever is killed meanwhile: each command goes out
 * under one key until it is acknowledged, to the next node where one does not answer.
 */
final class CarefulClient {
  static final String REQUESTS = "/api/v1/credit-requests";

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
    var request =
        Await.until(
            id + " is at its approver",
            () -> answered(() -> here(approver).get(path)),
            found -> found.filter(CarefulClient::isToBeApproved).isPresent());
    var body = "{\"revision\":" + request.orElseThrow().json().path("revision").asInt() + "}";
    var same = until(200, approver, path + "/approve", body, key);
    assertThat(same.path("id").asString()).isEqualTo(id);
    return same;
  }

  private static boolean isToBeApproved(Api.Answer request) {
    return request.status() == 200 && links(request).contains("approve");
  }

  private static List<String> links(Api.Answer request) {
    return request.json().path("links").valueStream().map(link -> link.asString()).toList();
  }

  /** Returns the request that the command moved. */
  private JsonNode until(int wanted, Api caller, String path, String body, String key)
      throws InterruptedException {
    var answer =
        Await.until(
                key + " is answered",
                () -> answered(() -> here(caller).post(path, body, key)),
                given -> given.filter(one -> !isToBeRepeated(one)).isPresent())
            .orElseThrow();
    assertThat(answer.status()).as(answer.text()).isEqualTo(wanted);
    acknowledged.run();
    return answer.json();
  }

  private static boolean isToBeRepeated(Api.Answer answer) {
    return answer.status() == 503 || answer.code().equals("still-under-way");
  }

  /** Absent if the node does not answer: whether the call took effect there is not known. */
  private Optional<Api.Answer> answered(Callable<Api.Answer> call) throws Exception {
    try {
      return Optional.of(call.call());
    } catch (IOException e) {
      elsewhere();
      return Optional.empty();
    }
  }

  private Api here(Api caller) {
    return caller.at(nodes.get(node % nodes.size()));
  }

  private void elsewhere() {
    node++;
  }
}
