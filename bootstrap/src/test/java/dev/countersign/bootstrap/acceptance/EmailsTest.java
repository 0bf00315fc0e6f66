package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.Await;
import dev.countersign.testkit.Person;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Without a mail server, every e-mail is kept where an admin reads it. */
class EmailsTest extends AcceptanceTest {
  private static final String ALL = "/api/v1/emails";

  @Test
  void emails_are_kept_for_the_admin_and_can_be_sent_again() throws Exception {
    var owner = newApplicant();
    var filed = Filed.by(owner.api(), Draft.consumer());

    var kept = emails(owner, "kept", 1).getFirst();

    assertThat(kept.path("address").asString()).isEqualTo(owner.username() + "@example.org");
    assertThat(kept.path("text").asString()).contains(filed.id());
    assertThat(kept.path("html").asString()).contains("<html lang=\"en\">");
    var again =
        root.exchange("POST", ALL + "/" + kept.path("id").asString() + "/resend", new byte[0]);
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.json().path("status").asString()).isEqualTo("waiting");
    assertProblem(ana.get(ALL), 403);
  }

  @Test
  void whoever_wants_no_emails_gets_none() throws Exception {
    var owner = newApplicant();
    var preferred = owner.api().put("/api/v1/me/preferences", "{\"email\": false, \"live\": true}");
    assertThat(preferred.status()).isEqualTo(200);
    var filed = Filed.by(owner.api(), Draft.consumer().amount("5000.00")).approvedBy(ana);

    var told =
        awaited(1, () -> all(owner.api(), "/api/v1/notifications?limit=1", EmailsTest::isEnd));

    assertThat(told.getFirst().path("request").asString()).isEqualTo(filed.id());
    assertThat(all(root, ALL, it -> isTo(it, owner))).isEmpty();
  }

  private static List<JsonNode> emails(Person to, String status, int count) throws Exception {
    return awaited(count, () -> all(root, ALL + "?status=" + status, it -> isTo(it, to)));
  }

  private static List<JsonNode> awaited(int count, Callable<List<JsonNode>> search) {
    return Await.until(count + " are found", search, found -> found.size() >= count);
  }

  private static boolean isEnd(JsonNode notification) {
    return notification.path("type").asString().equals("granted");
  }

  private static boolean isTo(JsonNode email, Person person) {
    return email.path("recipient").asString().equals(person.id());
  }
}
