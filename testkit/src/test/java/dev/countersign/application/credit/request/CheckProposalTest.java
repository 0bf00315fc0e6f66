package dev.countersign.application.credit.request;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static dev.countersign.testkit.ProposalBuilder.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.request.CheckProposal.ToRevise;
import dev.countersign.application.credit.request.CheckProposal.ToSubmit;
import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.testkit.People;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.Situation;
import org.junit.jupiter.api.Test;

class CheckProposalTest {
  private static final Proposal SMALL = aProposal().of("9000.00").build();
  private static final Proposal TOO_SMALL = aProposal().of("99.99").build();

  private final Scene scene = Scene.atNoon();
  private final CheckProposal check = scene.system().checkProposal();

  @Test
  void what_is_to_be_submitted_is_held_against_the_policy_in_force() {
    assertThat(check.handle(new ToSubmit(SMALL))).isEmpty();

    onlyLargeAmountsFromNowOn();

    assertThat(check.handle(new ToSubmit(SMALL)))
        .extracting(Violation::field)
        .containsExactly("amount");
  }

  @Test
  void what_is_to_be_revised_is_held_against_the_policy_of_its_request() {
    var request = scene.given(Situation.REFERRED_BY_FIRST_STAGE).id();
    var ada = scene.people().ada().caller();
    onlyLargeAmountsFromNowOn();

    assertThat(check.handle(new ToRevise(request, SMALL, ada))).isEmpty();
    assertThat(check.handle(new ToRevise(request, TOO_SMALL, ada)))
        .extracting(Violation::field)
        .containsExactly("amount");
  }

  @Test
  void nothing_is_said_of_a_request_to_whoever_may_not_see_it() {
    var request = scene.given(Situation.REFERRED_BY_FIRST_STAGE).id();
    var stranger = People.strangers(scene.system().ids(), Scene.NOON).ada().caller();

    assertThat(check.handle(new ToRevise(request, TOO_SMALL, stranger))).isEmpty();
  }

  private void onlyLargeAmountsFromNowOn() {
    var unused =
        PolicyInForce.put(
            scene.system().database().policies(),
            aPolicy().named("large").from(euros("50000.00")).build(),
            Scene.NOON);
  }
}
