package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.proposal.TaxId;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;

/**
 * A stand-in for a credit bureau, until a real one is connected. It answers from records that an
 * admin keeps, and says in every finding that it is no more than a simulator.
 */
public final class SimulatedBureau implements CreditBureau {
  private static final BureauRecord UNKNOWN_PERSON = new BureauRecord.Kept(Optional.of(700), false);

  private final BureauRecordLookup records;

  @Inject
  public SimulatedBureau(BureauRecordLookup records) {
    this.records = records;
  }

  @Override
  public String source() {
    return "bureau-simulator";
  }

  @Override
  public BureauReport reportOn(TaxId person) throws IOException {
    return switch (records.find(person).orElse(UNKNOWN_PERSON)) {
      case BureauRecord.Kept kept -> new BureauReport(kept.rating(), kept.restricted());
      case BureauRecord.OutOfOrder down -> throw new IOException("set to be out of order");
    };
  }
}
