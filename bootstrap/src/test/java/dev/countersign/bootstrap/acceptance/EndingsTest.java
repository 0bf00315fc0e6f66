package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import org.junit.jupiter.api.Test;

/** Every way in which a request ends. */
class EndingsTest extends AcceptanceTest {
  private static void assertEnded(Filed filed, String status) throws Exception {
    assertThat(filed.status()).isEqualTo(status);
    assertThat(filed.links(filed.owner())).isEmpty();
    assertThat(filed.seenBy(ana).path("status").asString()).isEqualTo(status);
  }

  @Test
  void one_approval_grants_what_is_small() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().amount("5000.00"));

    var answer = filed.approve(ana);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("id").asString()).isEqualTo(filed.id());
    assertThat(answer.json().path("status").asString()).isEqualTo("GRANTED");
    assertEnded(filed, "GRANTED");
  }

  @Test
  void two_approvals_grant_what_is_larger() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().amount("20000.00")).approvedBy(ana);
    assertThat(filed.status()).isEqualTo("IN_APPROVAL");

    filed = filed.approvedBy(max);

    assertEnded(filed, "GRANTED");
  }

  @Test
  void three_approvals_grant_what_is_large() throws Exception {
    var filed = Filed.by(ada, Draft.of("MORTGAGE").amount("200000.00").over(240));
    filed = filed.approvedBy(ana, max);
    assertThat(filed.status()).isEqualTo("IN_APPROVAL");

    filed = filed.approvedBy(dora);

    assertEnded(filed, "GRANTED");
  }

  @Test
  void a_failed_check_declines_with_its_reason() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().income("1500.00"));

    assertEnded(filed, "DECLINED");
    var reasons = filed.seen().path("reasons");
    assertThat(reasons).isNotEmpty();
    assertThat(reasons.valueStream())
        .allSatisfy(reason -> {
          assertThat(reason.path("code").asString("")).isNotBlank();
          assertThat(reason.path("text").asString("")).isNotBlank();
        });
  }

  @Test
  void a_rejection_at_any_stage_ends_it_with_its_reason() throws Exception {
    for (int stage = 0; stage < 3; stage++) {
      var filed = Filed.by(ada, Draft.of("PERSONAL").amount("60000.00"));
      var deciders = new Api[] {ana, max, dora};
      for (int passed = 0; passed < stage; passed++) {
        filed = filed.approvedBy(deciders[passed]);
      }

      var answer = filed.reject(deciders[stage]);

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertEnded(filed, "REJECTED");
      assertThat(filed.seen().path("reasons").toString()).contains("The income is not shown");
      assertThat(filed.seen().path("route").path(stage).path("decision").path("outcome").asString())
          .isEqualTo("REJECTED");
    }
  }

  @Test
  void the_applicant_withdraws_whatever_is_open() throws Exception {
    var submitted = ada.post(REQUESTS, Draft.consumer().json(), Product.unique("key-"));
    var atOnce = new Filed(ada, submitted.json().path("id").asString());
    var first = Filed.by(ada, Draft.consumer());
    var second = Filed.by(ada, Draft.consumer()).approvedBy(ana);
    var referred = Filed.by(ada, Draft.consumer()).referredBy(ana);
    var revised = Filed.by(ada, Draft.consumer()).referredBy(ana).revisedTo(Draft.consumer());

    for (var open : new Filed[] {atOnce, first, second, referred, revised}) {
      var answer = open.withdraw();

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().path("status").asString()).isEqualTo("WITHDRAWN");
      assertEnded(open, "WITHDRAWN");
    }
  }

  @Test
  void what_was_withdrawn_before_its_analysis_stays_withdrawn() throws Exception {
    for (int i = 0; i < 10; i++) {
      var submitted = ada.post(REQUESTS, Draft.consumer().json(), Product.unique("key-"));
      var filed = new Filed(ada, submitted.json().path("id").asString());
      assertThat(filed.withdraw().status()).isEqualTo(200);
      assertThat(filed.status()).isEqualTo("WITHDRAWN");
      assertThat(filed.approve(ana).status()).isEqualTo(409);
    }
  }

  @Test
  void a_question_answered_leads_to_the_grant() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().amount("20000.00")).approvedBy(ana);
    filed = filed.referredBy(max);
    assertThat(filed.status()).isEqualTo("REFERRED");
    assertThat(ada.get(filed.path("history")).text()).contains("Which van is it?");

    filed = filed.revisedTo(Draft.consumer().amount("15000.00").with("purpose", "A red van, used"));

    assertThat(filed.status()).isEqualTo("IN_APPROVAL");
    assertThat(filed.seen().path("purpose").asString()).isEqualTo("A red van, used");
    assertThat(number(filed.seen().path("amount"))).isEqualTo("15000.00");
    while (filed.status().equals("IN_APPROVAL")) {
      var next = filed.links(ana).contains("approve") ? ana : max;
      filed = filed.approvedBy(next);
    }
    assertEnded(filed, "GRANTED");
  }

  @Test
  void a_revision_may_be_declined_by_its_analysis() throws Exception {
    var filed = Filed.by(ada, Draft.consumer()).referredBy(ana);

    filed = filed.revisedTo(Draft.consumer().income("1500.00"));

    assertEnded(filed, "DECLINED");
  }
}
