package dev.countersign.persistence;

import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.analysis.FactFinding;
import dev.countersign.application.analysis.PropertyValuation;
import dev.countersign.application.analysis.SimulatedBureau;
import dev.countersign.application.request.AnalyseCreditRequest;
import dev.countersign.application.request.AnalyseCreditRequestHandler;
import dev.countersign.application.request.DecideStage;
import dev.countersign.application.request.DecideStageHandler;
import dev.countersign.application.request.MoveOutcome;
import dev.countersign.application.request.SubmitCreditRequest;
import dev.countersign.application.request.SubmitCreditRequestHandler;
import dev.countersign.domain.approval.Verdict;
import dev.countersign.domain.policy.StandardPolicy;
import dev.countersign.domain.request.CreditRequest;
import dev.countersign.domain.request.CreditRequestId;
import dev.countersign.domain.request.Revision;
import dev.countersign.persistence.postgres.NotDurableException;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.testkit.People;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static final TestDatabase TEST = TestDatabase.fresh();
  private static final Database DATABASE = TEST.database();

  @AfterAll
  static void close() {
    TEST.close();
  }

  @Test
  void a_request_is_taken_from_submission_to_its_grant() {
    var people = registered();
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var facts =
        new FactFinding(
            new SimulatedBureau(DATABASE.bureauRecords()), PropertyValuation.declared(), threads);
    var submit =
        new SubmitCreditRequestHandler(
            DATABASE.transactions(), DATABASE.policies(), new UuidV7Ids(), TEST.clock());
    var analyse =
        new AnalyseCreditRequestHandler(
            DATABASE.transactions(), DATABASE.policies(), facts, TEST.clock());
    var decide = new DecideStageHandler(DATABASE.transactions(), DATABASE.policies(), TEST.clock());

    var submitted =
        (SubmitCreditRequest.Submitted)
            submit.handle(
                new SubmitCreditRequest.Command(
                    aProposal().of("60000.00").build(), people.ada().caller()));
    var id = submitted.change().next().dossier().id();
    var analysed = analyse.handle(new AnalyseCreditRequest.Command(id, Revision.FIRST));
    var moves =
        Stream.of(people.ana(), people.max(), people.dora())
            .map(person ->
                decide.handle(
                    new DecideStage.Command(
                        id, revision(id), new Verdict.Approve(Optional.empty()), person.caller())))
            .toList();

    assertThat(analysed).isInstanceOf(AnalyseCreditRequest.Analysed.class);
    assertThat(moves).containsOnly(new MoveOutcome.Done());
    assertThat(find(id)).isInstanceOf(CreditRequest.Granted.class);
  }

  private static Revision revision(CreditRequestId id) {
    return find(id).revision();
  }

  private static CreditRequest find(CreditRequestId id) {
    return DATABASE.transactions().inTransaction(store -> store.requests().find(id)).orElseThrow();
  }

  private static People registered() {
    var unused = DATABASE.policies().publish(StandardPolicy.get(), TEST.clock().instant());
    return People.strangers(new UuidV7Ids(), TEST.clock().instant())
        .registeredIn(DATABASE.transactions(), TEST.clock().instant());
  }

  @Test
  void a_server_that_may_forget_what_it_acknowledged_is_refused() throws Exception {
    try (var other = TestDatabase.fresh()) {
      var unused =
          other.asOwner(
              "alter database %s set synchronous_commit = off"
                  .formatted(other.askAsOwner("select current_database()").getFirst()));

      assertThatExceptionOfType(NotDurableException.class).isThrownBy(other::anotherNode);
    }
  }
}
