package dev.countersign.examples;

import dev.countersign.application.credit.request.DecideStage;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.testkit.ProposalBuilder;
import dev.countersign.testkit.memory.InMemoryCountersign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every use case in one process, on ports in memory: to try things, and for one's own tests. */
public final class EmbedTheApplication {
  private EmbedTheApplication() {}

  public static void main(String[] args) {
    var countersign = InMemoryCountersign.at(Instant.parse("2026-01-30T12:00:00Z"));
    var people = countersign.people();
    var ada = people.ada().caller();

    var proposal = ProposalBuilder.aProposal().of("60000.00").build();
    var submitted =
        (SubmitCreditRequest.Submitted)
            countersign.submit().handle(new SubmitCreditRequest.Command(proposal, ada));
    var id = submitted.change().next().dossier().id();
    System.out.println(countersign.deliver() + " events delivered, the request is analysed");

    for (var approver : List.of(people.ana(), people.max(), people.dora())) {
      var seen = countersign.read().find(id, approver.caller()).orElseThrow();
      var yes = new Verdict.Approve(Optional.empty());
      var outcome =
          countersign
              .decide()
              .handle(new DecideStage.Command(id, seen.revision(), yes, approver.caller()));
      System.out.println(approver.roles() + ": " + outcome);
    }
    System.out.println(countersign.read().find(id, ada).orElseThrow().status());
  }
}
