package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every wrong turn: refused with its own code, and nothing changed. */
class RefusalsTest extends AcceptanceTest {
  private interface Move {
    Api.Answer make() throws Exception;
  }

  private static void assertRefused(Filed filed, String code, Move move) throws Exception {
    var before = filed.everything(filed.owner());
    var asStaffSeesIt = filed.everything(dora);

    var answer = move.make();

    assertProblem(answer, 409, code);
    assertThat(filed.everything(filed.owner())).isEqualTo(before);
    assertThat(filed.everything(dora)).isEqualTo(asStaffSeesIt);
  }

  private static void assertNobodyMoves(Filed filed, String code, Api by) throws Exception {
    assertRefused(filed, code, () -> filed.approve(by));
    assertRefused(filed, code, () -> filed.reject(by));
    assertRefused(filed, code, () -> filed.refer(by));
  }

  @Test
  void only_the_first_open_stage_is_decided() throws Exception {
    var filed = Filed.by(ada, Draft.of("PERSONAL").amount("60000.00"));

    assertNobodyMoves(filed, "wrong-stage", max);
    assertNobodyMoves(filed, "wrong-stage", dora);
    assertRefused(filed, "wrong-stage", () -> filed.command(max, "claim"));

    var next = filed.approvedBy(ana);
    assertNobodyMoves(next, "wrong-stage", dora);
  }

  @Test
  void a_stage_that_the_route_does_not_have_is_never_open() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().amount("5000.00"));

    assertNobodyMoves(filed, "wrong-stage", max);
  }

  @Test
  void nobody_decides_their_own_request() throws Exception {
    var someone = newApplicant();
    var filed = Filed.by(someone.api(), Draft.consumer());
    var promoted = withRoles(someone, "\"applicant\", \"analyst\"");
    var own = new Filed(promoted.api(), filed.id());

    assertNobodyMoves(own, "own-request", promoted.api());
    assertRefused(own, "own-request", () -> own.command(promoted.api(), "claim"));
    assertThat(own.links(promoted.api())).containsExactly("withdraw");

    var noLonger = withRoles(someone, "\"analyst\"");
    assertProblem(
        filed.command(noLonger.api(), "approve", "{\"revision\": 2}"), 409, "own-request");
    assertThat(filed.seenBy(ana).path("status").asString()).isEqualTo("IN_APPROVAL");
  }

  @Test
  void nobody_decides_two_stages_whatever_their_roles() throws Exception {
    var both = newStaff("\"analyst\", \"manager\"").api();
    var filed = Filed.by(ada, Draft.consumer()).approvedBy(both);

    assertNobodyMoves(filed, "same-person-twice", both);
    assertThat(filed.links(both)).doesNotContain("approve", "reject", "refer");
  }

  @Test
  void nobody_decides_two_stages_even_after_a_change_of_role() throws Exception {
    var someone = newStaff("\"analyst\"");
    var filed = Filed.by(ada, Draft.consumer()).approvedBy(someone.api());

    var promoted = withRoles(someone, "\"manager\"").api();

    assertNobodyMoves(filed, "same-person-twice", promoted);
    assertThat(filed.approvedBy(max).status()).isEqualTo("GRANTED");
  }

  @Test
  void nobody_decides_two_stages_even_after_a_revision() throws Exception {
    var someone = newStaff("\"analyst\"");
    var filed =
        Filed.by(ada, Draft.consumer())
            .approvedBy(someone.api())
            .referredBy(max)
            .revisedTo(Draft.consumer())
            .approvedBy(ana);

    var promoted = withRoles(someone, "\"manager\"").api();

    assertRefused(filed, "same-person-twice", () -> filed.approve(promoted));
  }

  @Test
  void whoever_may_decide_at_both_stages_is_no_exception() throws Exception {
    var chief = newStaff("\"analyst\", \"manager\", \"director\"").api();
    var filed = Filed.by(ada, Draft.consumer()).approvedBy(chief);

    assertRefused(filed, "same-person-twice", () -> filed.approve(chief));
  }

  @Test
  void whoever_decides_has_seen_the_present_revision() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var seen = filed.revision();
    var stale = "{\"revision\": %d, \"reason\": \"Late\"}".formatted(seen - 1);
    assertRefused(
        filed,
        "stale-revision",
        () -> filed.command(ana, "approve", "{\"revision\": %d}".formatted(seen - 1)));
    assertRefused(filed, "stale-revision", () -> filed.command(ana, "reject", stale));
    assertRefused(
        filed,
        "stale-revision",
        () -> filed.command(ana, "approve", "{\"revision\": %d}".formatted(seen + 1_000)));

    var next = filed.approvedBy(ana);
    assertRefused(
        next,
        "stale-revision",
        () -> next.command(max, "approve", "{\"revision\": %d}".formatted(seen)));
  }

  @Test
  void whoever_decides_has_seen_what_the_applicant_changed() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var seen = filed.revision();
    var revised = filed.referredBy(ana).revisedTo(Draft.consumer().amount("50000.00"));

    assertRefused(
        revised,
        "stale-revision",
        () -> revised.command(ana, "approve", "{\"revision\": %d}".formatted(seen)));
  }

  @Test
  void whoever_answers_has_seen_the_present_revision_too() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var seen = filed.revision();
    var referred = filed.referredBy(ana);

    assertRefused(
        referred,
        "stale-revision",
        () -> referred.command(ada, "revise", Draft.consumer().with("revision", seen).json()));
  }

  /** How a request comes to its end. */
  enum Ending {
    GRANTED,
    DECLINED,
    REJECTED,
    WITHDRAWN;

    Filed reached() throws Exception {
      var filed =
          Filed.by(
              ada,
              Draft.consumer().amount("5000.00").income(this == DECLINED ? "1.00" : "9000.00"));
      var answer =
          switch (this) {
            case GRANTED -> filed.approve(ana);
            case DECLINED -> ada.get(filed.path());
            case REJECTED -> filed.reject(ana);
            case WITHDRAWN -> filed.withdraw();
          };
      assertThat(answer.json().path("status").asString()).isEqualTo(name());
      return filed;
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_has_ended_is_not_open_to_any_command(Ending ending) throws Exception {
    var filed = ending.reached();

    for (var staff : List.of(ana, max, dora)) {
      assertNobodyMoves(filed, "not-open", staff);
      assertRefused(filed, "not-open", () -> filed.command(staff, "claim"));
      assertRefused(filed, "not-open", () -> filed.command(staff, "release"));
    }
    assertRefused(filed, "not-open", () -> filed.revise(Draft.consumer()));
    assertRefused(filed, "not-open", filed::withdraw);
  }

  @Test
  void what_waits_for_its_applicant_is_decided_by_nobody() throws Exception {
    var filed = Filed.by(ada, Draft.consumer()).referredBy(ana);

    for (var staff : List.of(ana, max)) {
      assertNobodyMoves(filed, "not-open", staff);
      assertRefused(filed, "not-open", () -> filed.command(staff, "claim"));
    }
  }

  @Test
  void what_nobody_asked_about_is_not_revised() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var before = filed.everything(ana);

    assertProblem(filed.revise(Draft.consumer().amount("100.00")), 409);

    assertThat(filed.everything(ana)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"revision\": null}",
        "{\"revision\": \"2\"}",
        "{\"revision\": 2.5}",
        "{\"revision\": -1}",
        "{\"revision\": 99999999999999999999}",
        "{\"revision\": 2, \"verdict\": \"APPROVED\"}",
        "{\"revision\": 2, \"stage\": \"director\"}",
        "{\"revision\": 2, \"remark\": 5}",
      })
  void a_decision_is_checked_before_it_is_taken(String body) throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var before = filed.everything(ana);

    assertProblem(filed.command(ana, "approve", body), 400);

    assertThat(filed.everything(ana)).isEqualTo(before);
  }

  @Test
  void a_rejection_needs_a_reason_and_a_referral_a_question() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var revision = "{\"revision\": " + filed.revision();
    var before = filed.everything(ana);

    assertBadFields(filed.command(ana, "reject", "{}"), "revision", "reason");
    for (var wrong : List.of("", " ", "x".repeat(10_000), "a\\u0000b")) {
      assertBadFields(
          filed.command(ana, "reject", revision + ", \"reason\": \"" + wrong + "\"}"), "reason");
      assertBadFields(
          filed.command(ana, "refer", revision + ", \"question\": \"" + wrong + "\"}"), "question");
    }
    assertBadFields(filed.command(ana, "refer", revision + "}"), "question");
    assertBadFields(
        filed.command(ana, "approve", revision + ", \"remark\": \"a\\u0000b\"}"), "remark");
    assertBadFields(
        filed.command(ana, "approve", revision + ", \"remark\": \"" + "x".repeat(10_000) + "\"}"),
        "remark");

    assertThat(filed.everything(ana)).isEqualTo(before);
  }

  @Test
  void a_revision_is_checked_like_a_submission() throws Exception {
    var filed = Filed.by(ada, Draft.consumer()).referredBy(ana);
    var before = filed.everything(ana);

    assertBadFields(filed.command(ada, "revise", Draft.consumer().json()), "revision");
    assertBadFields(
        filed.revise(Draft.consumer().amount("99.99").over(0).with("colour", "red")),
        "termMonths",
        "colour");

    assertThat(filed.everything(ana)).isEqualTo(before);
  }
}
