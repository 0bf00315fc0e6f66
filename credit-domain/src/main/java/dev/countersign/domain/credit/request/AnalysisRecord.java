package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.EngineVersion;
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
 * @param engine code of the {@link EngineVersion} that made it
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
  /** Analyses a submitted request under the policy it is pinned to. */
  public static AnalysisRecord of(
      CreditRequest.Submitted request, PolicyArchive policies, Facts facts, Instant at) {
    var pinned = request.dossier().pinned(policies);
    var proposal = request.proposal();
    return new AnalysisRecord(
        request.dossier().id(),
        request.progress().proposed(),
        pinned.ref(),
        EngineVersion.CURRENT.code(),
        at,
        proposal,
        facts,
        analyse(EngineVersion.CURRENT, pinned.policy(), proposal, facts, at));
  }

  /**
   * The same analysis made again, by the version of the engine that made it. Equal to this record
   * if nothing was altered.
   *
   * @param policy the one that {@link #policy()} names
   * @throws IllegalArgumentException if this library has no such version
   */
  public AnalysisRecord repeated(PinnedPolicy policy) {
    var version =
        EngineVersion.of(engine)
            .orElseThrow(() -> new IllegalArgumentException("no version " + engine));
    return new AnalysisRecord(
        request,
        revision,
        policy.ref(),
        engine,
        analysedAt,
        proposal,
        facts,
        analyse(version, policy.policy(), proposal, facts, analysedAt));
  }

  private static Analysis analyse(
      EngineVersion engine, CreditPolicy policy, Proposal proposal, Facts facts, Instant at) {
    Product product =
        policy
            .product(proposal.product())
            .orElseThrow(() -> new IllegalArgumentException("no product " + proposal.product()));
    return policy
        .rules()
        .analyse(engine, proposal, product.repayment(), facts, policy.calendar().dayAt(at));
  }
}
