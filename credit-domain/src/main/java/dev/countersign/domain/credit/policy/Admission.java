package dev.countersign.domain.credit.policy;

import dev.countersign.domain.credit.approval.Route;
import java.util.List;

/** Whether a proposal may be submitted at all. */
public sealed interface Admission {
  /** It may, and would take this route. */
  record Admitted(Product product, Route route) implements Admission {}

  /** It may not, for all of these reasons; at least one. */
  record Refused(List<Violation> violations) implements Admission {
    public Refused {
      violations = List.copyOf(violations);
    }
  }
}
