package dev.countersign.application.credit.analysis;

import java.util.Optional;

/** How the simulated credit bureau answers for one person. */
public sealed interface BureauRecord {
  /**
   * @param rating absent: the bureau keeps none
   */
  record Kept(Optional<Integer> rating, boolean restricted) implements BureauRecord {}

  /** It does not answer, as a bureau that is down. */
  record OutOfOrder() implements BureauRecord {}
}
