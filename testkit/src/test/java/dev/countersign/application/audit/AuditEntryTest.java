package dev.countersign.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.testkit.Situation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditEntryTest {
  private final Scene scene = Scene.atNoon();

  @ParameterizedTest
  @CsvSource({
    "SUBMITTED, create, ada, SUBMITTED",
    "AT_FIRST_STAGE, analyse, analysis, IN_APPROVAL",
    "DECLINED, analyse, analysis, DECLINED",
    "HELD_AT_FIRST_STAGE, claim, ana, IN_APPROVAL",
    "GIVEN_BACK_AT_FIRST_STAGE, release, ana, IN_APPROVAL",
    "AT_SECOND_STAGE, approve, ana, IN_APPROVAL",
    "GRANTED, approve, dora, GRANTED",
    "REJECTED_AT_FIRST_STAGE, reject, ana, REJECTED",
    "REFERRED_BY_FIRST_STAGE, refer, ana, REFERRED",
    "RESUBMITTED, revise, ada, SUBMITTED",
    "WITHDRAWN_IN_APPROVAL, withdraw, ada, WITHDRAWN",
    "EXPIRED_IN_APPROVAL, expire, deadline, EXPIRED"
  })
  void every_move_says_what_was_done_by_whom_and_to_what_it_led(
      Situation situation, String action, String actor, String status) {
    var story = scene.given(situation);

    var entry = scene.traces(story.id()).audit().getFirst();

    assertThat(entry.action()).isEqualTo(action);
    assertThat(entry.actor()).isEqualTo(idOf(actor));
    assertThat(entry.subject()).isEqualTo("credit-request/" + story.id());
    assertThat(entry.at()).isEqualTo(story.steps().getLast().change().at());
    assertThat(entry.details())
        .containsEntry("status", status)
        .containsEntry("revision", String.valueOf(story.request().revision().value()));
  }

  @Test
  void a_remark_is_in_no_audit_entry() {
    var story = scene.given(Situation.REJECTED_AT_FIRST_STAGE);

    assertThat(scene.traces(story.id()).audit().toString()).doesNotContain("Called them.");
  }

  /** Of a person by the beginning of their name; anything else is its own name. */
  private String idOf(String actor) {
    return scene.people().all().stream()
        .filter(person -> person.username().startsWith(actor + "-"))
        .map(person -> person.id().toString())
        .findFirst()
        .orElse(actor);
  }
}
