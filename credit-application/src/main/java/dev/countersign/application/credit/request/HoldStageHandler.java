package dev.countersign.application.credit.request;

import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.request.ClaimOutcome;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.Refusal;
import jakarta.inject.Inject;
import java.time.Clock;

/** Loads, passes the stage on and saves. */
public final class HoldStageHandler implements HoldStage {
  private final Transactions<CreditStore> transactions;
  private final Clock clock;

  @Inject
  public HoldStageHandler(Transactions<CreditStore> transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public MoveOutcome handle(Command command) {
    return transactions.inTransaction(store ->
        switch (store.requests().find(command.request()).orElse(null)) {
          case null -> new MoveOutcome.NotFound();
          case CreditRequest.InApproval request -> pass(store, request, command);
          case CreditRequest other -> new MoveOutcome.NotOpen(other.status());
        });
  }

  private MoveOutcome pass(CreditStore store, CreditRequest.InApproval request, Command command) {
    var staff = CreditPermissions.decider(command.by());
    var custody =
        switch (command.wish()) {
          case CLAIM -> request.claim(staff, clock.instant());
          case RELEASE -> request.release(staff, clock.instant());
        };
    return switch (custody) {
      case Refusal refusal -> new MoveOutcome.Refused(refusal);
      case ClaimOutcome.Unchanged unchanged -> new MoveOutcome.Done();
      case ClaimOutcome.Passed passed -> {
        store.requests().save(passed.change(), command.by().origin());
        yield new MoveOutcome.Done();
      }
    };
  }
}
