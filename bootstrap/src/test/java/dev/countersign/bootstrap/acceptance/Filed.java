package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import dev.countersign.testkit.Await;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A request that was submitted, as its clients hold it: by its address. */
record Filed(Api owner, String id) {
  static Filed by(Api owner, Draft draft) throws Exception {
    var answer = owner.post(AcceptanceTest.REQUESTS, draft.json(), Product.unique("key-"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var filed = new Filed(owner, answer.json().path("id").asString());
    filed.awaitAnalysis();
    return filed;
  }

  /** Returns as soon as the analysis is done. */
  void awaitAnalysis() {
    Await.until(id + " is analysed", () -> !status().equals("SUBMITTED"));
  }

  String path() {
    return AcceptanceTest.REQUESTS + "/" + id;
  }

  String path(String command) {
    return path() + "/" + command;
  }

  /** How it is seen by somebody who may. */
  JsonNode seenBy(Api caller) throws Exception {
    var answer = caller.get(path());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  JsonNode seen() throws Exception {
    return seenBy(owner);
  }

  String status() throws Exception {
    return seen().path("status").asString();
  }

  int revision() throws Exception {
    return seen().path("revision").asInt();
  }

  List<String> stages() throws Exception {
    return seen().path("route").valueStream().map(s -> s.path("stage").asString()).toList();
  }

  List<String> links(Api caller) throws Exception {
    return AcceptanceTest.texts(seenBy(caller).path("links"));
  }

  JsonNode analysis() throws Exception {
    return analysis("");
  }

  JsonNode analysis(String query) throws Exception {
    var answer = owner.get(path("analysis") + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  List<JsonNode> history(Api caller) throws Exception {
    var answer = caller.get(path("history"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return AcceptanceTest.items(answer.json());
  }

  /** The request, its history and its analysis, to be compared with what they are later. */
  List<String> everything(Api caller) throws Exception {
    return List.of(
        caller.get(path()).text(),
        caller.get(path("history")).text(),
        caller.get(path("analysis")).text(),
        caller.get(path("schedule")).text());
  }

  Api.Answer approve(Api by) throws Exception {
    return command(by, "approve", "{\"revision\": %d}".formatted(revision()));
  }

  Api.Answer reject(Api by) throws Exception {
    return command(
        by,
        "reject",
        "{\"revision\": %d, \"reason\": \"The income is not shown\"}".formatted(revision()));
  }

  Api.Answer refer(Api by) throws Exception {
    return command(
        by,
        "refer",
        "{\"revision\": %d, \"question\": \"Which van is it?\"}".formatted(revision()));
  }

  Api.Answer revise(Draft draft) throws Exception {
    return command(owner, "revise", draft.with("revision", revision()).json());
  }

  Api.Answer withdraw() throws Exception {
    return command(owner, "withdraw");
  }

  Api.Answer command(Api by, String command, String json) throws Exception {
    return by.post(path(command), json, Product.unique("key-"));
  }

  /** One that has nothing to say: no body and no type of one. */
  Api.Answer command(Api by, String command) throws Exception {
    return by.exchange("POST", path(command), new byte[0]);
  }

  /** Has it approved by each in turn. */
  Filed approvedBy(Api... approvers) throws Exception {
    for (var approver : approvers) {
      var answer = approve(approver);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    return this;
  }

  Filed referredBy(Api reviewer) throws Exception {
    var answer = refer(reviewer);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return this;
  }

  Filed revisedTo(Draft draft) throws Exception {
    var answer = revise(draft);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    awaitAnalysis();
    return this;
  }
}
