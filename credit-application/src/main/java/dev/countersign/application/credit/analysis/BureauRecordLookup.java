package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.proposal.TaxId;
import java.util.Optional;

/** Finds what the simulated credit bureau answers from. */
@FunctionalInterface
public interface BureauRecordLookup {
  /**
   * @param person in any form
   */
  Optional<BureauRecord> find(TaxId person);
}
