package dev.countersign.application.credit.request;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.countersign.application.Scene;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.credit.request.SubmitCreditRequest.Command;
import dev.countersign.application.credit.request.SubmitCreditRequest.NotAdmitted;
import dev.countersign.application.credit.request.SubmitCreditRequest.Outcome;
import dev.countersign.application.credit.request.SubmitCreditRequest.Submitted;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.QueryBuilder;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmitCreditRequestTest {
  private final Scene scene = Scene.atNoon();

  @Test
  void a_proposal_within_the_policy_becomes_a_request() {
    var proposal = aProposal().of("60000.00").build();

    var request = submitted(submit(proposal));

    assertThat(scene.request(request.dossier().id())).isEqualTo(request);
    assertThat(request.proposal()).isEqualTo(proposal);
    assertThat(request.revision()).isEqualTo(Revision.FIRST);
    assertThat(request.dossier().applicant()).isEqualTo(scene.people().ada().id());
    assertThat(request.dossier().submittedAt()).isEqualTo(Scene.NOON);
  }

  @Test
  void it_is_pinned_to_the_policy_in_force() {
    var before = submitted(submit(aProposal().build()));
    var published =
        PolicyInForce.put(
            scene.system().database().policies(), aPolicy().named("new").build(), Scene.NOON);
    var after = submitted(submit(aProposal().build()));

    assertThat(before.dossier().policy()).isEqualTo(StandardPolicy.get().ref());
    assertThat(after.dossier().policy()).isEqualTo(published.ref());
    assertThat(scene.request(before.dossier().id())).isEqualTo(before);
  }

  @Test
  void it_leaves_one_event_and_one_audit_entry_with_the_address_of_the_caller() {
    var request = submitted(submit(aProposal().build()));

    var traces = scene.traces(request.dossier().id());

    assertThat(traces.history()).extracting(entry -> entry.type()).containsExactly("submitted");
    assertThat(traces.audit())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("create");
          assertThat(entry.actor()).isEqualTo(scene.people().ada().id().toString());
          assertThat(entry.from()).isEqualTo(scene.people().ada().caller().origin());
        });
  }

  @Test
  void a_proposal_that_breaks_the_policy_is_refused_with_everything_that_is_wrong() {
    var proposal =
        aProposal().of("100000.01").overMonths(121).bornOn(LocalDate.of(2008, 6, 2)).build();

    var outcome = submit(proposal);

    assertThat(outcome)
        .asInstanceOf(type(NotAdmitted.class))
        .extracting(NotAdmitted::violations)
        .satisfies(violations ->
            assertThat(violations)
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("amount", "termMonths", "applicant.dateOfBirth"));
    assertNothingWasKept();
  }

  @Test
  void nothing_is_kept_if_the_transaction_around_it_fails() {
    assertThatThrownBy(() ->
            scene
                .system()
                .database()
                .run(store -> {
                  assertThat(submit(aProposal().build())).isInstanceOf(Submitted.class);
                  throw new IllegalStateException();
                }))
        .isInstanceOf(IllegalStateException.class);

    assertNothingWasKept();
  }

  private void assertNothingWasKept() {
    assertThat(
            scene
                .system()
                .database()
                .requestViews()
                .browse(QueryBuilder.allRequests().build())
                .items())
        .isEmpty();
    assertThat(scene.audit(Optional.empty()))
        .extracting(AuditEntry::action)
        .containsExactly("first-start");
    assertThat(scene.system().deliver()).isZero();
  }

  private Outcome submit(Proposal proposal) {
    return scene.system().submit().handle(new Command(proposal, scene.people().ada().caller()));
  }

  private static CreditRequest.Submitted submitted(Outcome outcome) {
    return switch (outcome) {
      case Submitted submitted -> submitted.change().next();
      case NotAdmitted refused -> throw new AssertionError(refused.violations());
    };
  }
}
