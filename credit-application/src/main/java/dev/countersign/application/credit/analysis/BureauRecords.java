package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.proposal.TaxId;
import java.util.Optional;

/** What the simulated credit bureau answers from. */
public interface BureauRecords {
  Optional<BureauRecord> find(TaxId person);

  void put(TaxId person, BureauRecord record);

  /** How the simulator answers for one person. */
  sealed interface BureauRecord {
    /**
     * @param rating absent: the bureau keeps none
     */
    record Kept(Optional<Integer> rating, boolean restricted) implements BureauRecord {}

    /** It does not answer, as a bureau that is down. */
    record OutOfOrder() implements BureauRecord {}
  }
}
