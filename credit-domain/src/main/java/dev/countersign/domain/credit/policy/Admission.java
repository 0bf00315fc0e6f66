package dev.countersign.domain.credit.policy;

import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.proposal.Proposal;
import java.util.List;

/** Whether a proposal may be submitted at all. */
public sealed interface Admission {
  /** It may. Only a policy's admission makes one, and nothing else can be submitted or revised. */
  final class Admitted implements Admission {
    private final Proposal proposal;
    private final Product product;
    private final Route route;
    private final PinnedPolicy policy;

    Admitted(Proposal proposal, Product product, Route route, PinnedPolicy policy) {
      this.proposal = proposal;
      this.product = product;
      this.route = route;
      this.policy = policy;
    }

    public Proposal proposal() {
      return proposal;
    }

    public Product product() {
      return product;
    }

    /** The stages that it takes, unless its analysis is in doubt. */
    public Route route() {
      return route;
    }

    /** The policy that it was admitted under. */
    public PinnedPolicy policy() {
      return policy;
    }
  }

  /** It may not, for all of these reasons; at least one. */
  record Refused(List<Violation> violations) implements Admission {
    public Refused {
      violations = List.copyOf(violations);
    }
  }
}
