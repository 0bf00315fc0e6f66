package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.party.UserId;

/** Told of each check as soon as it is finished, before the analysis is; must not wait or fail. */
@FunctionalInterface
public interface AnalysisProgress {
  void finished(CreditRequestId request, UserId applicant, Finding finding);
}
