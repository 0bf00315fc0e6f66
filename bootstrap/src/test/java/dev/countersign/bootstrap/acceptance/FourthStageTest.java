package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.countersign.bootstrap.Api;
import dev.countersign.bootstrap.RunningSystem;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.postgres.FreePort;
import dev.countersign.testkit.Await;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stage and a role that the product has never heard of: a policy file and three lines of text.
 */
class FourthStageTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** Of each language, the line in its e-mails. */
  private static final Map<String, String> LINES =
      Map.of(
          "en", "Stage: credit committee",
          "pt", "Etapa: comité de crédito",
          "fr", "Étape : comité de crédit");

  @TempDir Path folder;

  @Test
  void a_policy_with_a_committee_takes_a_request_through_four_stages() throws Exception {
    var policy = Files.writeString(folder.resolve("policy.json"), withCommittee());
    var texts =
        Files.writeString(
            folder.resolve("texts.properties"),
            """
            en.stage.COMMITTEE=credit committee
            pt.stage.COMMITTEE=comité de crédito
            fr.stage.COMMITTEE=comité de crédit
            """);
    int port = FreePort.find();
    var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    mail.start();
    try (var system =
        RunningSystem.start(
            folder.resolve("data"),
            Product.PASSWORD,
            Map.of(
                Setting.POLICY,
                policy.toString(),
                Setting.TEXTS,
                texts.toString(),
                Setting.SMTP_HOST,
                "127.0.0.1",
                Setting.SMTP_PORT,
                String.valueOf(port),
                Setting.SMTP_TLS,
                "none",
                Setting.SMTP_FROM,
                "credit@example.org"))) {
      var anyone = Api.anonymous(system.apiUrl());
      var root = anyone.logIn("root", Product.PASSWORD);
      for (var language : LINES.keySet()) {
        join(root, language);
      }
      var member = anyone.logIn("member-en", Product.PASSWORD);

      var filed =
          Filed.by(anyone.logIn("ada", Product.PASSWORD), Draft.of("PERSONAL").amount("60000.00"));

      assertThat(filed.stages()).containsExactly("analyst", "manager", "director", "committee");
      for (var name : List.of("ana", "max", "dora")) {
        assertThat(filed.approve(member).status()).isEqualTo(409);
        var approved = filed.approve(anyone.logIn(name, Product.PASSWORD));
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(filed.status()).isEqualTo("IN_APPROVAL");
      }
      assertThat(member.get("/api/v1/inbox").text()).contains(filed.id());
      LINES.forEach((language, line) ->
          Await.until(
              "the committee is told in " + language,
              () -> textsTo("member-" + language, mail).anyMatch(text -> text.contains(line))));
      var last = filed.approve(member);
      assertThat(last.status()).as(last.text()).isEqualTo(200);
      assertThat(filed.status()).isEqualTo("GRANTED");
      assertThat(root.get("/api/v1/audit?subject=role/COMMITTEE").text())
          .contains("installation", "with-committee");
    } finally {
      mail.stop();
    }
  }

  private static void join(Api root, String language) throws Exception {
    var joined =
        root.post(
            "/api/v1/staff",
            """
            {"username": "member-%1$s", "password": "%2$s", "fullName": "Cora Costa",
             "email": "member-%1$s@example.org", "locale": "%1$s", "roles": ["committee"]}
            """
                .formatted(language, Product.PASSWORD));
    assertThat(joined.status()).as(joined.text()).isEqualTo(201);
  }

  private static Stream<String> textsTo(String username, GreenMail mail) throws Exception {
    var texts = new ArrayList<String>();
    for (var message : mail.getReceivedMessages()) {
      if (message.getAllRecipients()[0].toString().startsWith(username)) {
        var parts = (MimeMultipart) message.getContent();
        texts.add(parts.getBodyPart(0).getContent().toString());
      }
    }
    return texts.stream();
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
