package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import dev.countersign.bootstrap.Await;
import dev.countersign.bootstrap.RunningSystem;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.StandardPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A stage and a role that the product has never heard of: lines of a policy, and one call. */
class FourthStageTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @Test
  void a_policy_with_a_committee_takes_a_request_through_four_stages() throws Exception {
    var policy = folder.resolve("policy.json");
    Files.writeString(policy, withCommittee());
    try (var system =
        RunningSystem.start(
            folder.resolve("data"), Product.PASSWORD, Map.of(Setting.POLICY, policy.toString()))) {
      var anyone = Api.anonymous(system.apiUrl());
      var root = anyone.logIn("root", Product.PASSWORD);
      var cora = memberOfTheCommittee(root, anyone);

      var filed =
          Filed.by(anyone.logIn("ada", Product.PASSWORD), Draft.of("PERSONAL").amount("60000.00"));

      assertThat(filed.stages()).containsExactly("analyst", "manager", "director", "committee");
      for (var name : List.of("ana", "max", "dora")) {
        assertThat(filed.approve(cora).status()).isEqualTo(409);
        var approved = filed.approve(anyone.logIn(name, Product.PASSWORD));
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(filed.status()).isEqualTo("IN_APPROVAL");
      }
      assertThat(cora.get("/api/v1/inbox").text()).contains(filed.id());
      Await.until(
          "the committee is told",
          () -> cora.get("/api/v1/notifications").text().contains(filed.id()));
      var last = filed.approve(cora);
      assertThat(last.status()).as(last.text()).isEqualTo(200);
      assertThat(filed.status()).isEqualTo("GRANTED");
    }
  }

  /** The role starts without permissions, so its member gets in nowhere until it has some. */
  private static Api memberOfTheCommittee(Api root, Api anyone) throws Exception {
    var path = "/api/v1/roles/committee";
    assertThat(root.put(path, "{\"permissions\": []}").status()).isEqualTo(200);
    var made =
        root.post(
            "/api/v1/staff",
            """
            {"username": "cora", "password": "%s", "fullName": "Cora Costa",
             "email": "cora@example.org", "roles": ["committee"]}
            """
                .formatted(Product.PASSWORD));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    var before = anyone.logIn("cora", Product.PASSWORD);
    assertThat(before.get("/api/v1/inbox").status()).isEqualTo(403);

    var given =
        root.put(
            path, "{\"permissions\": [\"credit-request.read-all\", \"credit-request.decide\"]}");
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    var cora = anyone.logIn("cora", Product.PASSWORD);
    Await.until("the committee may decide", () -> cora.get("/api/v1/inbox").status() == 200);
    return cora;
  }

  private static String withCommittee() {
    var document = (ObjectNode) JSON.readTree(CanonicalJson.write(StandardPolicy.get()));
    document.put("version", "with-committee");
    document
        .withArray("stages")
        .add(
            JSON.readTree(
                """
                {"code": "COMMITTEE", "role": "COMMITTEE", "decideWithinHours": 80,
                 "escalation": {"remindAfterHours": 60, "expireAfterHours": 160}}
                """));
    ((ArrayNode) document.path("approvals").path("above").path("stages")).add("COMMITTEE");
    return document.toString();
  }
}
