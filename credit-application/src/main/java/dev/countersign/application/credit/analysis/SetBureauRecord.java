package dev.countersign.application.credit.analysis;

import dev.countersign.application.account.Caller;
import dev.countersign.domain.credit.proposal.TaxId;

/** Sets what the simulated credit bureau answers for one person. */
@FunctionalInterface
public interface SetBureauRecord {
  /**
   * @throws dev.countersign.application.account.NotPermitted if the caller may not
   */
  void handle(Command command);

  record Command(TaxId person, BureauRecord record, Caller by) {}
}
