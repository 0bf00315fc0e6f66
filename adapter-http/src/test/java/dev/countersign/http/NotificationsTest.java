package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Those concerned are notified, once each, and nobody else. */
class NotificationsTest {
  private static final String ALL = "/api/v1/notifications";

  private RunningApi api;
  private Client ada;
  private Client ana;
  private Client max;

  @BeforeEach
  void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
    ana = api.as(api.people.ana());
    max = api.as(api.people.max());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void approvers_are_told_when_a_request_reaches_their_stage() {
    var id = api.analysed(ada, Bodies.personal("20000.00")).id();
    assertThat(types(ana)).containsExactly("stage-opened");
    assertThat(types(max)).isEmpty();

    ana.move(id, "approve", "{\"revision\": 2}").mustBe(200);
    assertThat(api.system.deliver()).isPositive();

    assertThat(types(max)).containsExactly("stage-opened");
    var told = items(max, "").getFirst();
    assertThat(told.path("request").asString()).isEqualTo(id);
    assertThat(told.path("facts").path("stage").asString()).isEqualTo("MANAGER");
    assertThat(types(ana)).containsExactly("stage-opened");
  }

  @Test
  void the_applicant_is_told_of_each_step_of_others_and_of_the_end() {
    var id = api.analysed(ada, Bodies.personal("20000.00")).id();
    ana.move(id, "approve", "{\"revision\": 2, \"remark\": \"not for her\"}").mustBe(200);
    max.move(id, "approve", "{\"revision\": 3}").mustBe(200);
    assertThat(api.system.deliver()).isPositive();

    assertThat(types(ada)).containsExactly("granted", "stage-approved", "analysed");
    assertThat(ada.get(ALL).mustBe(200).body()).doesNotContain("not for her");
  }

  @Test
  void a_question_and_a_no_are_told_with_what_they_say() {
    var id = api.analysed(ada, Bodies.personal("5000.00")).id();
    ana.move(id, "refer", "{\"revision\": 2, \"question\": \"Which bicycle?\"}").mustBe(200);
    assertThat(api.system.deliver()).isPositive();

    var told = items(ada, "").getFirst();
    assertThat(told.path("type").asString()).isEqualTo("referred");
    assertThat(told.path("facts").path("question").asString()).isEqualTo("Which bicycle?");
  }

  @Test
  void nobody_is_told_of_their_own_request_as_an_approver() {
    var dora = api.as(api.people.dora());
    var unused = api.analysed(ada, Bodies.personal("5000.00"));

    assertThat(types(dora)).isEmpty();
  }

  @Test
  void what_was_read_is_not_unread_any_more() {
    var unused = api.analysed(ada, Bodies.personal("5000.00"));
    var unusedToo = api.analysed(ada, Bodies.personal("6000.00"));
    var first = items(ana, "").getFirst();
    assertThat(first.path("readAt").isNull()).isTrue();

    ana.post(ALL + "/" + first.path("id").asString() + "/read", "").mustBe(204);

    assertThat(items(ana, "?unread=true")).hasSize(1).doesNotContain(first);
    assertThat(items(ana, "").getFirst().path("readAt").asString()).isNotEmpty();

    ana.post(ALL + "/read", "").mustBe(204);
    assertThat(items(ana, "?unread=true")).isEmpty();
    assertThat(items(ana, "")).hasSize(2);
  }

  @Test
  void a_notification_of_someone_else_does_not_exist() {
    var unused = api.analysed(ada, Bodies.personal("5000.00"));
    var id = items(ana, "").getFirst().path("id").asString();

    ada.post(ALL + "/" + id + "/read", "").mustBe(404, "not-found");
    ada.post(ALL + "/x/read", "").mustBe(404, "not-found");

    assertThat(items(ana, "?unread=true")).hasSize(1);
  }

  @Test
  void the_list_comes_page_by_page() {
    for (int i = 0; i < 3; i++) {
      var unused = api.analysed(ada, Bodies.personal("5000.00"));
    }

    var page = ana.get(ALL + "?limit=2").mustBe(200).json();
    var rest = ana.get(ALL + "?limit=2&cursor=" + page.path("next").asString()).mustBe(200).json();

    assertThat(page.path("items")).hasSize(2);
    assertThat(rest.path("items")).hasSize(1);
    assertThat(rest.path("next").isNull()).isTrue();
    ana.get(ALL + "?unread=maybe").mustBe(400, "validation-failed");
    ana.get(ALL + "?cursor=x").mustBe(400, "validation-failed");
  }

  private static List<String> types(Client client) {
    return items(client, "").stream().map(item -> item.path("type").asString()).toList();
  }

  private static List<JsonNode> items(Client client, String query) {
    return client.get(ALL + query).mustBe(200).json().path("items").valueStream().toList();
  }
}
