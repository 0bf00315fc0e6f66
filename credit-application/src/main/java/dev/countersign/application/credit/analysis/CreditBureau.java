package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.proposal.TaxId;

/** A credit bureau: remote, slow at times, and at times out of order. */
public interface CreditBureau {
  /** The name under which its answers are kept, such as {@code bureau-simulator}. */
  String source();

  /**
   * What it says of a person. Called on a thread that is interrupted when the answer is no longer
   * wanted.
   *
   * @throws Exception if it gives no answer; the check is unavailable then
   */
  BureauReport reportOn(TaxId person) throws Exception;
}
