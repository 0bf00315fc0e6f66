package dev.countersign.application.credit.request;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.request.MoveOutcome.Done;
import dev.countersign.application.credit.request.MoveOutcome.NotAdmitted;
import dev.countersign.application.credit.request.MoveOutcome.NotFound;
import dev.countersign.application.credit.request.MoveOutcome.NotTheApplicant;
import dev.countersign.application.credit.request.ReviseCreditRequest.Refused;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.CreditRequest.Submitted;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import org.junit.jupiter.api.Test;

class ReviseCreditRequestTest {
  private final Scene scene = Scene.atNoon();
  private final Proposal smaller = aProposal().of("9000.00").forPurpose("Half a kitchen").build();

  @Test
  void the_answer_is_a_new_proposal_on_the_route_of_its_own_amount() {
    var story = scene.given(Situation.REFERRED_BY_SECOND_STAGE);

    assertThat(revise(story, smaller, scene.people().ada())).isEqualTo(new Done());

    assertThat(scene.request(story.id()))
        .isInstanceOfSatisfying(
            Submitted.class,
            request -> {
              assertThat(request.proposal()).isEqualTo(smaller);
              assertThat(request.progress().route()).isEqualTo(Route.of(StandardPolicy.ANALYST));
              assertThat(request.progress().proposed()).isEqualTo(request.revision());
              assertThat(request.progress().decisions())
                  .isEqualTo(story.request().progress().decisions());
            });
  }

  @Test
  void the_new_proposal_is_analysed_anew() {
    var story = scene.given(Situation.REFERRED_BY_FIRST_STAGE);
    assertThat(scene.system().deliver()).isPositive();
    assertThat(revise(story, smaller, scene.people().ada())).isEqualTo(new Done());

    assertThat(scene.system().deliver()).isPositive();

    assertThat(scene.request(story.id()).status()).isEqualTo(Status.IN_APPROVAL);
    assertThat(scene.view(story.id()).purpose()).isEqualTo("Half a kitchen");
  }

  @Test
  void it_is_held_against_the_policy_of_the_request_and_not_a_later_one() {
    var story = scene.given(Situation.REFERRED_BY_FIRST_STAGE);
    var later = aPolicy().named("later").build();
    var unused = PolicyInForce.put(scene.system().database().policies(), later, Scene.NOON);

    assertThat(revise(story, smaller, scene.people().ada())).isEqualTo(new Done());

    assertThat(scene.request(story.id()).dossier().policy()).isEqualTo(story.policy().ref());
  }

  @Test
  void a_proposal_that_breaks_the_policy_is_refused_and_changes_nothing() {
    var story = scene.given(Situation.REFERRED_BY_FIRST_STAGE);
    var before = scene.traces(story.id());

    var outcome = revise(story, aProposal().of("99.99").build(), scene.people().ada());

    assertThat(outcome)
        .asInstanceOf(type(NotAdmitted.class))
        .extracting(NotAdmitted::violations)
        .satisfies(violations ->
            assertThat(violations).extracting(Violation::code).containsExactly("below-minimum"));
    assertThat(scene.traces(story.id())).isEqualTo(before);
  }

  @Test
  void an_applicant_who_saw_another_revision_has_to_look_again() {
    var story = scene.given(Situation.REFERRED_BY_FIRST_STAGE);
    var before = scene.traces(story.id());
    var current = story.request().revision();

    for (var seen : new Revision[] {Revision.FIRST, current.next()}) {
      assertThat(
              scene
                  .system()
                  .revise()
                  .handle(
                      new ReviseCreditRequest.Command(
                          story.id(), seen, smaller, scene.people().ada().caller())))
          .isEqualTo(new Refused(new Refusal.StaleRevision(current)));
    }

    assertThat(scene.traces(story.id())).isEqualTo(before);
  }

  @Test
  void to_another_applicant_the_request_does_not_exist_and_staff_are_told_whose_it_is() {
    var story = scene.given(Situation.REFERRED_BY_FIRST_STAGE);
    var before = scene.traces(story.id());

    assertThat(revise(story, smaller, scene.system().people().ada())).isEqualTo(new NotFound());
    assertThat(revise(story, smaller, scene.people().ana())).isEqualTo(new NotTheApplicant());
    assertThat(revise(story, smaller, scene.people().root())).isEqualTo(new NotTheApplicant());

    assertThat(scene.traces(story.id())).isEqualTo(before);
  }

  private MoveOutcome revise(RequestStory story, Proposal proposal, Person by) {
    return scene
        .system()
        .revise()
        .handle(
            new ReviseCreditRequest.Command(
                story.id(), story.request().revision(), proposal, by.caller()));
  }
}
