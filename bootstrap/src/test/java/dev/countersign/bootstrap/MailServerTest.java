package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.postgres.FreePort;
import dev.countersign.testkit.Await;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** EmailQueue go out to a mail server; when it is away, they wait for it. */
class MailServerTest {
  private static final String PASSWORD = "write-to-everyone";
  private static final String EMAILS = "/api/v1/emails";

  @Test
  void emails_are_sent_and_wait_while_the_server_is_away(@TempDir Path folder) throws Exception {
    int port = FreePort.find();
    var mail = started(port);
    try (var system =
        RunningSystem.start(
            folder.resolve("data"),
            PASSWORD,
            Map.of(
                Setting.SMTP_HOST, "127.0.0.1",
                Setting.SMTP_PORT, String.valueOf(port),
                Setting.SMTP_TLS, "none",
                Setting.SMTP_FROM, "credit@example.org"))) {
      var ada = Api.anonymous(system.apiUrl()).logIn("ada", PASSWORD);
      var root = Api.anonymous(system.apiUrl()).logIn("root", PASSWORD);

      submit(ada, "first");
      var sent = awaited(root, MailServerTest::isSent);
      assertThat(Arrays.stream(mail.getReceivedMessages()).map(MailServerTest::id))
          .contains("<" + sent.path("id").asString() + "@countersign>");

      mail.stop();
      submit(ada, "second");
      var waiting = awaited(root, email -> !email.path("failure").isMissingNode());
      assertThat(status(waiting)).isEqualTo("waiting");

      mail = started(port);
      var id = waiting.path("id").asString();
      var resent = root.exchange("POST", EMAILS + "/" + id + "/resend", new byte[0]);
      assertThat(resent.status()).as(resent.text()).isEqualTo(200);
      var arrived = awaited(root, email -> email.path("id").asString().equals(id) && isSent(email));
      assertThat(arrived.path("failure").isMissingNode()).isTrue();
    } finally {
      mail.stop();
    }
  }

  private static GreenMail started(int port) {
    var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    mail.start();
    return mail;
  }

  private static boolean isSent(JsonNode email) {
    return status(email).equals("sent");
  }

  private static String status(JsonNode email) {
    return email.path("status").asString();
  }

  private static String id(MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static void submit(Api applicant, String key) throws Exception {
    var answer = applicant.post("/api/v1/credit-requests", Requests.CONSUMER, key);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private static JsonNode awaited(Api admin, Predicate<JsonNode> wanted) {
    return Await.until(
            "an e-mail as wanted",
            () ->
                admin
                    .get(EMAILS + "?limit=100")
                    .json()
                    .path("items")
                    .valueStream()
                    .filter(wanted)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
