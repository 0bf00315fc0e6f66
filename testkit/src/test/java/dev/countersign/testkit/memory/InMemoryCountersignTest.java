package dev.countersign.testkit.memory;

import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.credit.request.DecideStage;
import dev.countersign.application.credit.request.MoveOutcome;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.domain.credit.approval.Verdict.Approve;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.testkit.People;
import dev.countersign.testkit.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryCountersignTest {
  private final InMemoryCountersign countersign =
      InMemoryCountersign.at(Instant.parse("2026-06-01T10:00:00Z"));
  private final People people = countersign.people();

  @Test
  void a_request_goes_from_submission_to_its_schedule() {
    var id = submitted();

    assertThat(countersign.deliver()).isPositive();
    approve(id, people.ana());
    approve(id, people.max());
    approve(id, people.dora());

    assertThat(view(id).status()).isEqualTo(Status.GRANTED);
    assertThat(countersign.read().schedule(id, people.ada().caller()))
        .hasValueSatisfying(schedule -> assertThat(schedule.instalments()).hasSize(60));
  }

  @Test
  void nothing_is_analysed_before_events_are_delivered() {
    var id = submitted();

    assertThat(view(id).status()).isEqualTo(Status.SUBMITTED);
  }

  @Test
  void each_event_is_delivered_once() {
    var unused = submitted();

    assertThat(List.of(countersign.deliver(), countersign.deliver())).containsExactly(3, 0);
  }

  private CreditRequestId submitted() {
    var proposal = aProposal().of("60000.00").build();
    return switch (countersign
        .submit()
        .handle(new SubmitCreditRequest.Command(proposal, people.ada().caller()))) {
      case SubmitCreditRequest.Submitted submitted -> submitted.change().next().dossier().id();
      case SubmitCreditRequest.NotAdmitted refused ->
          throw new AssertionError(refused.violations());
    };
  }

  private void approve(CreditRequestId id, Person by) {
    assertThat(
            countersign
                .decide()
                .handle(
                    new DecideStage.Command(
                        id, view(id).revision(), new Approve(Optional.empty()), by.caller())))
        .isEqualTo(new MoveOutcome.Done());
  }

  private RequestView view(CreditRequestId id) {
    return countersign.read().find(id, people.ada().caller()).orElseThrow();
  }
}
