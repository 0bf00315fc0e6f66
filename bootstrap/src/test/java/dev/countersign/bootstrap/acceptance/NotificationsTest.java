package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import dev.countersign.testkit.Await;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everyone is told what concerns them, once. */
class NotificationsTest extends AcceptanceTest {
  @Test
  void an_applicant_is_told_of_each_step_and_of_the_end() throws Exception {
    var owner = newApplicant();
    var filed =
        Filed.by(owner.api(), Draft.consumer().amount("20000.00").over(60)).approvedBy(ana, max);

    assertThat(told(owner.api(), filed, 3))
        .extracting(each -> each.path("type").asString())
        .containsExactly("granted", "stage-approved", "analysed");
  }

  @Test
  void approvers_are_told_when_a_request_reaches_their_stage() throws Exception {
    var analyst = newStaff("\"analyst\"");
    var filed = Filed.by(ada, Draft.consumer().amount("5000.00"));

    var told = told(analyst.api(), filed, 1).getFirst();

    assertThat(told.path("type").asString()).isEqualTo("stage-opened");
    var id = told.path("id").asString();
    var read = analyst.api().exchange("POST", "/api/v1/notifications/" + id + "/read", bytes(""));
    assertThat(read.status()).isEqualTo(204);
    assertThat(all(analyst.api(), "/api/v1/notifications?unread=true", it -> isOf(it, filed)))
        .isEmpty();
  }

  private static List<JsonNode> told(Api person, Filed filed, int count) {
    return Await.until(
        count + " notifications",
        () -> all(person, "/api/v1/notifications", it -> isOf(it, filed)),
        found -> found.size() >= count);
  }

  private static boolean isOf(JsonNode notification, Filed filed) {
    return notification.path("request").asString().equals(filed.id());
  }
}
