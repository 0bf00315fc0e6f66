package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.TaxId;
import java.util.Optional;

/** A credit bureau: knows people by their tax ids. */
public interface CreditBureau extends FactSource<BureauReport> {
  /**
   * What it says of a person.
   *
   * @param person in canonical form
   * @throws Exception if it gives no answer
   */
  BureauReport reportOn(TaxId person) throws Exception;

  @Override
  default FactKey<BureauReport> fact() {
    return FactKey.BUREAU;
  }

  @Override
  default Optional<ReasonCode> obstacle(Proposal proposal) {
    return proposal.applicant().taxId().isPresent()
        ? Optional.empty()
        : Optional.of(ReasonCode.TAX_ID_MISSING);
  }

  @Override
  default BureauReport ask(Proposal proposal) throws Exception {
    return reportOn(proposal.applicant().taxId().orElseThrow().canonical());
  }

  @Override
  default boolean plausible(BureauReport answer, Proposal proposal) {
    return answer.rating().filter(rating -> rating < 0).isEmpty();
  }
}
