package dev.countersign.application.analysis;

import dev.countersign.domain.analysis.Finding;
import dev.countersign.domain.party.UserId;
import dev.countersign.domain.request.CreditRequestId;

/** Told of each check as soon as it is finished, before the analysis is; must not wait or fail. */
@FunctionalInterface
public interface AnalysisProgress {
  void finished(CreditRequestId request, UserId applicant, Finding finding);
}
