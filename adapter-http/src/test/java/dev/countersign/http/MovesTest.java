package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.countersign.application.credit.request.PassDeadline;
import dev.countersign.application.credit.request.PassDeadline.Passed;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.Person;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reading requests and moving them to their ends. */
class MovesTest {
  private static RunningApi api;
  private static Client ada;
  private static Client ana;
  private static Client max;
  private static Client dora;
  private static Client root;

  @BeforeAll
  static void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
    ana = api.as(api.people.ana());
    max = api.as(api.people.max());
    dora = api.as(api.people.dora());
    root = api.as(api.people.root());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Reply waiting(String amount) {
    return api.analysed(ada, Bodies.personal(amount));
  }

  private static String seen(int revision) {
    return "{\"revision\": " + revision + "}";
  }

  @Test
  void three_stages_lead_to_the_grant_and_its_schedule() {
    var request = waiting("60000.00");

    var first = ana.move(request.id(), "approve", seen(2)).mustBe(200);
    var second = max.move(request.id(), "approve", seen(first.revision())).mustBe(200);
    var third = dora.move(request.id(), "approve", seen(second.revision())).mustBe(200);

    assertThat(first.at("/route/0/decision"))
        .isEqualTo(
            Reply.parse(
                """
                {"outcome": "APPROVED", "by": "ana", "at": "2026-06-01T12:00:00Z"}
                """));
    assertThat(third.text("/status")).isEqualTo("GRANTED");
    assertThat(third.links()).isEmpty();
    assertThat(third.text("/closedAt")).isEqualTo("2026-06-01T12:00:00Z");
    var preview =
        ada.post(
            "/api/v1/schedule-previews",
            """
            {"product": "PERSONAL", "amount": {"amount": "60000.00", "currency": "EUR"},
             "termMonths": 60}
            """);
    assertThat(ada.get("/api/v1/credit-requests/" + request.id() + "/schedule").mustBe(200).body())
        .isEqualTo(preview.mustBe(200).body());
    assertThat(preview.body())
        .contains("\"annualRate\":3.24,\"effectiveAnnualCost\":3.29")
        .contains("\"number\":1,\"dueDate\":\"2026-07-01\"");
  }

  @Test
  void a_schedule_waits_for_the_grant() {
    var request = waiting("6000.00");

    ada.get("/api/v1/credit-requests/" + request.id() + "/schedule").mustBe(404, "not-granted");
  }

  @Test
  void a_rejection_ends_the_request_and_tells_the_reason_but_not_the_remark() {
    var request = waiting("6000.00");
    var body = "{\"revision\": 2, \"reason\": \"Too little left\", \"remark\": \"Rude\"}";

    var rejected = ana.move(request.id(), "reject", body).mustBe(200);

    assertThat(rejected.text("/status")).isEqualTo("REJECTED");
    assertThat(rejected.text("/reasons/0/text")).isEqualTo("Too little left");
    var history = "/api/v1/credit-requests/" + request.id() + "/history";
    assertThat(ana.get(history).mustBe(200).body()).contains("Rude");
    assertThat(ada.get(history).mustBe(200).body()).doesNotContain("Rude");
    assertThat(ada.get(history).text("/items/0/type")).isEqualTo("submitted");
    assertThat(ada.get(history).text("/items/0/actor")).isEqualTo("ada");
  }

  @Test
  void a_rejection_needs_a_reason() {
    var request = waiting("6000.00");

    assertThat(ana.move(request.id(), "reject", "{}").mustBe(400).errors())
        .containsOnly(entry("revision", "required"), entry("reason", "required"));
  }

  @Test
  void a_question_goes_to_the_applicant_and_the_answer_is_analysed_anew() {
    var request = waiting("6000.00");

    var referred =
        ana.move(request.id(), "refer", "{\"revision\": 2, \"question\": \"Why so much?\"}");
    assertThat(referred.mustBe(200).text("/status")).isEqualTo("REFERRED");
    var asked = ada.show(request.id());
    assertThat(asked.text("/question/text")).isEqualTo("Why so much?");
    assertThat(asked.text("/question/askedBy")).isEqualTo("analyst");
    assertThat(asked.links()).containsExactly("revise", "withdraw");

    var answer = Bodies.revised(Bodies.personal("4000.00"), 3);
    var revised = ada.move(request.id(), "revise", answer).mustBe(200);
    assertThat(revised.text("/status")).isEqualTo("SUBMITTED");
    assertThat(revised.text("/amount/amount")).isEqualTo("4000.00");
    assertThat(api.system.deliver()).isPositive();
    var analysis = "/api/v1/credit-requests/" + request.id() + "/analysis";
    assertThat(ada.get(analysis).mustBe(200).at("/revision").asInt()).isEqualTo(4);
    assertThat(ada.get(analysis + "?revision=2").mustBe(200).at("/revision").asInt()).isEqualTo(1);
  }

  @Test
  void an_answer_is_held_against_the_policy_with_all_its_errors() {
    var request = waiting("6000.00");
    ana.move(request.id(), "refer", "{\"revision\": 2, \"question\": \"Why?\"}").mustBe(200);
    var bad = Bodies.personal("5.00").replace("A new kitchen", "");

    assertThat(ada.move(request.id(), "revise", Bodies.revised(bad, 3)).mustBe(400).errors())
        .containsOnly(entry("amount", "below-minimum"), entry("purpose", "blank"));
    var small = Bodies.revised(Bodies.personal("5.00"), 3);
    assertThat(ada.move(request.id(), "revise", small).mustBe(400).errors())
        .containsOnly(entry("amount", "below-minimum"));
    var stale = Bodies.revised(Bodies.personal("4000.00"), 2);
    ada.move(request.id(), "revise", stale).mustBe(409, "stale-revision");
  }

  @Test
  void an_analysis_tells_every_finding_with_plain_numbers() {
    var request = api.analysed(ada, Bodies.MORTGAGE);

    var analysis = ada.get("/api/v1/credit-requests/" + request.id() + "/analysis").mustBe(200);

    assertThat(analysis.body())
        .contains("\"revision\":1,\"outcome\":\"PASSED\"")
        .contains("\"debtToIncomePercent\":25.3375")
        .contains("\"loanToValuePercent\":76.9231")
        .contains("\"monthlyPayment\":{\"amount\":\"1133.38\",\"currency\":\"EUR\"}")
        .contains(
            "\"check\":\"bureau-restriction\",\"result\":\"PASS\",\"code\":\"no-restriction\",")
        .contains("\"measured\":false,\"limit\":false,\"source\":\"bureau-simulator\"")
        .contains("\"measured\":700,\"limit\":600")
        .contains("\"measured\":{\"amount\":\"5200.00\",\"currency\":\"EUR\"}")
        .contains("\"limit\":40,");
  }

  @Test
  void a_value_that_nobody_knows_is_null() {
    var body = Bodies.personal("6000.00").replace("\"15350946056\"", "null");
    var request = api.analysed(ada, body);

    var analysis = ada.get("/api/v1/credit-requests/" + request.id() + "/analysis").mustBe(200);

    assertThat(analysis.text("/outcome")).isEqualTo("IN_DOUBT");
    assertThat(analysis.at("/findings/1/measured").isNull()).isTrue();
    assertThat(analysis.text("/findings/1/code")).isEqualTo("tax-id-missing");
  }

  @Test
  void an_analysis_takes_its_time() {
    var submitted = ada.submit(Bodies.personal("6000.00")).mustBe(201);

    ada.get("/api/v1/credit-requests/" + submitted.id() + "/analysis").mustBe(404, "not-analysed");

    assertThat(api.system.deliver()).isPositive();
  }

  @Test
  void a_stage_is_for_its_role() {
    var request = waiting("60000.00");

    max.move(request.id(), "approve", seen(2)).mustBe(409, "wrong-stage");
    root.move(request.id(), "approve", seen(2)).mustBe(403, "forbidden");
    ada.move(request.id(), "approve", seen(2)).mustBe(403, "forbidden");
  }

  @Test
  void a_decision_names_the_revision_that_was_seen() {
    var request = waiting("6000.00");

    ana.move(request.id(), "approve", seen(1)).mustBe(409, "stale-revision");
    ana.move(request.id(), "approve", seen(9)).mustBe(409, "stale-revision");
    assertThat(ana.show(request.id()).text("/status")).isEqualTo("IN_APPROVAL");
  }

  @Test
  void nobody_decides_two_stages_or_their_own_request() {
    try (var other = RunningApi.start()) {
      var all = other.people.ana().as(Role.APPLICANT, Role.ANALYST, Role.MANAGER);
      change(other, all);
      var both = other.as(all);
      var own = other.analysed(both, Bodies.personal("6000.00"));
      both.move(own.id(), "approve", seen(2)).mustBe(409, "own-request");
      both.move(own.id(), "claim", "").mustBe(409, "own-request");

      var request = other.analysed(other.as(other.people.ada()), Bodies.personal("60000.00"));
      both.move(request.id(), "approve", seen(2)).mustBe(200);
      both.move(request.id(), "approve", seen(3)).mustBe(409, "same-person-twice");
    }
  }

  private static void change(RunningApi api, Person person) {
    api.system.database().run(store -> store.accounts().save(person.account(api.clock.instant())));
  }

  @Test
  void a_claim_keeps_others_out_and_says_who_has_it() {
    try (var other = RunningApi.start()) {
      change(other, other.people.max().as(Role.ANALYST, Role.MANAGER));
      var first = other.as(other.people.ana());
      var second = other.as(other.people.max());
      var request = other.analysed(other.as(other.people.ada()), Bodies.personal("6000.00"));
      assertThat(request.links()).containsExactly("withdraw");
      assertThat(first.show(request.id()).links())
          .containsExactly("approve", "reject", "refer", "claim");

      var claimed = first.move(request.id(), "claim", "").mustBe(200);

      assertThat(claimed.text("/route/0/holder")).isEqualTo("ana");
      assertThat(claimed.links()).containsExactly("approve", "reject", "refer", "release");
      for (var move : new String[] {"claim", "release"}) {
        assertThat(
                second
                    .move(request.id(), move, "{}")
                    .mustBe(409, "held-by-another")
                    .text("/detail"))
            .startsWith("ana ");
      }
      second.move(request.id(), "approve", seen(3)).mustBe(409, "held-by-another");
      assertThat(first.get("/api/v1/inbox").mustBe(200).text("/mine/0/id")).isEqualTo(request.id());
      assertThat(second.get("/api/v1/inbox").text("/team/0/id")).isEqualTo(request.id());
      first.move(request.id(), "release", "").mustBe(200);
      assertThat(first.get("/api/v1/inbox").at("/overdue")).isEmpty();

      other.clock.advance(Duration.ofDays(30));

      // Tokens do not outlast a month.
      var later = other.as(other.people.max());
      assertThat(later.get("/api/v1/inbox").text("/overdue/0/id")).isEqualTo(request.id());
    }
  }

  @Test
  void after_the_deadline_the_level_above_may_decide_as_well() {
    try (var other = RunningApi.start()) {
      var request = other.analysed(other.as(other.people.ada()), Bodies.personal("6000.00"));
      assertThat(other.as(other.people.max()).show(request.id()).links()).isEmpty();

      other.clock.advance(Duration.ofDays(2));
      var due = new PassDeadline.Command(new CreditRequestId(UUID.fromString(request.id())));
      assertThat(other.system.passDeadline().handle(due))
          .isEqualTo(new Passed(EscalationStep.REMIND));
      assertThat(other.system.passDeadline().handle(due))
          .isEqualTo(new Passed(EscalationStep.ESCALATE));

      var max = other.as(other.people.max());
      assertThat(max.show(request.id()).text("/route/0/escalatedTo")).isEqualTo("manager");
      assertThat(max.get("/api/v1/inbox").text("/team/0/id")).isEqualTo(request.id());
      assertThat(max.move(request.id(), "approve", seen(2)).mustBe(200).text("/status"))
          .isEqualTo("GRANTED");
    }
  }

  @Test
  void after_the_last_deadline_nothing_is_decided_or_claimed_though_no_job_has_run() {
    try (var other = RunningApi.start()) {
      var request = other.analysed(other.as(other.people.ada()), Bodies.personal("6000.00"));

      other.clock.advance(Duration.ofDays(400));

      var ana = other.as(other.people.ana());
      ana.move(request.id(), "approve", seen(2)).mustBe(409, "deadline-passed");
      ana.move(request.id(), "claim", "").mustBe(409, "deadline-passed");
      ana.move(request.id(), "release", "").mustBe(409, "deadline-passed");
      assertThat(ana.show(request.id()).text("/status")).isEqualTo("IN_APPROVAL");
    }
  }

  @Test
  void the_applicant_alone_withdraws_and_only_before_the_end() {
    var request = waiting("6000.00");

    ana.move(request.id(), "withdraw", "").mustBe(403, "not-the-applicant");
    var withdrawn = ada.move(request.id(), "withdraw", "").mustBe(200);

    assertThat(withdrawn.text("/status")).isEqualTo("WITHDRAWN");
    ada.move(request.id(), "withdraw", "").mustBe(409, "not-open");
    ana.move(request.id(), "approve", seen(2)).mustBe(409, "not-open");
    ana.move(request.id(), "claim", "").mustBe(409, "not-open");
    ada.move(request.id(), "revise", Bodies.revised(Bodies.personal("6000.00"), 3))
        .mustBe(409, "not-open");
  }

  @Test
  void a_move_sent_twice_under_a_key_is_made_once() {
    var request = waiting("6000.00");
    var path = "/api/v1/credit-requests/" + request.id() + "/approve";

    var first = ana.post(path, seen(2), "Idempotency-Key", "approve-once").mustBe(200);
    var second = ana.post(path, seen(2), "Idempotency-Key", "approve-once").mustBe(200);

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"3\"");
    ana.post(path, seen(2)).mustBe(409, "not-open");
  }

  @Test
  void what_was_seen_already_is_not_sent_again() {
    var request = waiting("6000.00");
    var etag = request.header("ETag");
    assertThat(etag).isEqualTo("\"2\"");

    var same = ada.show(request.id(), "If-None-Match", "\"1\", W/" + etag).mustBe(304);
    ada.show(request.id(), "If-None-Match", "\"1\"").mustBe(200);

    assertThat(same.body()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(etag);
    assertThat(request.header("Cache-Control")).isEqualTo("no-store");
    assertThat(request.header("Vary")).isEqualTo("Authorization");
  }

  @Test
  void a_request_that_is_not_there_is_not_found_by_any_name() {
    for (var id : new String[] {"0198c0de-0000-7000-8000-000000000000", "1-1-1-1-1", "x"}) {
      ada.show(id).mustBe(404, "not-found");
      ana.move(id, "approve", seen(1)).mustBe(404, "not-found");
      ana.move(id, "claim", "").mustBe(404, "not-found");
      ada.move(id, "withdraw", "").mustBe(404, "not-found");
      ada.get("/api/v1/credit-requests/" + id + "/history").mustBe(404, "not-found");
      ada.get("/api/v1/credit-requests/" + id + "/analysis").mustBe(404, "not-found");
      ada.get("/api/v1/credit-requests/" + id + "/schedule").mustBe(404, "not-found");
    }
  }
}
