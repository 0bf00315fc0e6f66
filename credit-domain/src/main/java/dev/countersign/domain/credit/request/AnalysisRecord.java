package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyArchive;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.credit.policy.Product;
import dev.countersign.domain.credit.proposal.Proposal;
import java.time.Instant;

/**
 * An analysis with everything it was made from, so that it can be repeated: the same record under
 * the same policy gives the same bytes years later.
 *
 * @param revision that brought the proposal
 * @param engine version of the rules' code; changes whenever its results may
 */
public record AnalysisRecord(
    CreditRequestId request,
    Revision revision,
    PolicyRef policy,
    String engine,
    Instant analysedAt,
    Proposal proposal,
    Facts facts,
    Analysis analysis) {
  /** The version of the rules' code in this library. */
  public static final String ENGINE = "1";

  /** Analyses a submitted request under the policy it is pinned to. */
  public static AnalysisRecord of(
      CreditRequest.Submitted request, PolicyArchive policies, Facts facts, Instant at) {
    var pinned = request.dossier().pinned(policies);
    var proposal = request.proposal();
    return new AnalysisRecord(
        request.dossier().id(),
        request.progress().proposed(),
        pinned.ref(),
        ENGINE,
        at,
        proposal,
        facts,
        analyse(pinned.policy(), proposal, facts, at));
  }

  /**
   * The same analysis made again. Equal to this record if nothing was altered.
   *
   * @param policy the one that {@link #policy()} names
   */
  public AnalysisRecord repeated(PinnedPolicy policy) {
    return new AnalysisRecord(
        request,
        revision,
        policy.ref(),
        ENGINE,
        analysedAt,
        proposal,
        facts,
        analyse(policy.policy(), proposal, facts, analysedAt));
  }

  private static Analysis analyse(CreditPolicy policy, Proposal proposal, Facts facts, Instant at) {
    Product product =
        policy
            .product(proposal.product())
            .orElseThrow(() -> new IllegalArgumentException("no product " + proposal.product()));
    return policy
        .rules()
        .analyse(proposal, product.repayment().rate(), facts, policy.calendar().dayAt(at));
  }
}
