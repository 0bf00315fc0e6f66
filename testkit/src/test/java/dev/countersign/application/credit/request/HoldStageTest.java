package dev.countersign.application.credit.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.request.HoldStage.Refused;
import dev.countersign.application.credit.request.HoldStage.Wish;
import dev.countersign.application.credit.request.MoveOutcome.Done;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldStageTest {
  private final Scene scene = Scene.atNoon();
  private final Person ana = scene.people().ana();
  private final Person colleague = scene.system().people().ana();

  @Test
  void a_claim_makes_the_claimant_the_holder() {
    var story = scene.given(Situation.AT_FIRST_STAGE);

    assertThat(hold(story, Wish.CLAIM, ana)).isEqualTo(new Done());

    assertThat(holderOf(story)).contains(ana.id());
  }

  @Test
  void one_holder_at_a_time() {
    var story = scene.given(Situation.HELD_AT_FIRST_STAGE);

    assertThat(hold(story, Wish.CLAIM, colleague))
        .isEqualTo(new Refused(new Refusal.HeldByAnother(ana.id())));
    assertThat(hold(story, Wish.RELEASE, colleague))
        .isEqualTo(new Refused(new Refusal.HeldByAnother(ana.id())));

    assertThat(holderOf(story)).contains(ana.id());
  }

  @Test
  void what_was_given_back_anyone_of_the_role_may_claim() {
    var story = scene.given(Situation.HELD_AT_FIRST_STAGE);

    assertThat(hold(story, Wish.RELEASE, ana)).isEqualTo(new Done());
    assertThat(holderOf(story)).isEmpty();
    assertThat(hold(story, Wish.CLAIM, colleague)).isEqualTo(new Done());

    assertThat(holderOf(story)).contains(colleague.id());
  }

  @Test
  void to_ask_again_for_what_is_so_already_changes_nothing() {
    var held = scene.given(Situation.HELD_AT_FIRST_STAGE);
    var free = scene.given(Situation.AT_FIRST_STAGE);
    var heldBefore = scene.traces(held.id());
    var freeBefore = scene.traces(free.id());

    assertThat(hold(held, Wish.CLAIM, ana)).isEqualTo(new Done());
    assertThat(hold(free, Wish.RELEASE, ana)).isEqualTo(new Done());

    assertThat(scene.traces(held.id())).isEqualTo(heldBefore);
    assertThat(scene.traces(free.id())).isEqualTo(freeBefore);
  }

  @Test
  void nobody_claims_what_they_could_not_decide() {
    var second = scene.given(Situation.AT_SECOND_STAGE);

    assertThat(hold(second, Wish.CLAIM, colleague))
        .isEqualTo(new Refused(new Refusal.WrongStage(StandardPolicy.MANAGER)));
    assertThat(hold(second, Wish.CLAIM, ana.as(Role.MANAGER)))
        .isEqualTo(new Refused(new Refusal.SamePersonTwice(StandardPolicy.ANALYST)));
    assertThat(hold(second, Wish.CLAIM, scene.people().ada().as(Role.MANAGER)))
        .isEqualTo(new Refused(new Refusal.OwnRequest()));
    assertThat(holderOf(second)).isEmpty();
  }

  private MoveOutcome hold(RequestStory story, Wish wish, Person by) {
    return scene.system().hold().handle(new HoldStage.Command(story.id(), wish, by.caller()));
  }

  private Optional<UserId> holderOf(RequestStory story) {
    return ((InApproval) scene.request(story.id())).open().holder();
  }
}
