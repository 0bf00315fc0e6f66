package dev.countersign.application.credit.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.request.MoveOutcome.Done;
import dev.countersign.application.credit.request.MoveOutcome.NotFound;
import dev.countersign.application.credit.request.MoveOutcome.NotTheApplicant;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import org.junit.jupiter.api.Test;

class WithdrawCreditRequestTest {
  private final Scene scene = Scene.atNoon();

  @Test
  void the_applicant_takes_the_request_back() {
    var story = scene.given(Situation.HELD_AT_SECOND_STAGE);

    assertThat(withdraw(story, scene.people().ada())).isEqualTo(new Done());

    assertThat(scene.view(story.id()).status()).isEqualTo(Status.WITHDRAWN);
    assertThat(scene.view(story.id()).closedAt()).contains(Scene.NOON);
  }

  @Test
  void to_another_applicant_the_request_does_not_exist_and_staff_are_told_whose_it_is() {
    var story = scene.given(Situation.AT_FIRST_STAGE);
    var before = scene.traces(story.id());

    assertThat(withdraw(story, scene.system().people().ada())).isEqualTo(new NotFound());
    assertThat(withdraw(story, scene.people().ana())).isEqualTo(new NotTheApplicant());
    assertThat(withdraw(story, scene.people().root())).isEqualTo(new NotTheApplicant());

    assertThat(scene.traces(story.id())).isEqualTo(before);
  }

  private MoveOutcome withdraw(RequestStory story, Person by) {
    return scene
        .system()
        .withdraw()
        .handle(new WithdrawCreditRequest.Command(story.id(), by.caller()));
  }
}
