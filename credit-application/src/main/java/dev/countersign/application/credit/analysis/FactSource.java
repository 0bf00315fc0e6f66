package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.proposal.Proposal;
import java.util.Optional;

/** Someone outside who is asked for one fact: remote, slow at times, and at times out of order. */
public interface FactSource<T> {
  FactKey<T> fact();

  /** The name under which its answers are kept, such as {@code bureau-simulator}. */
  String source();

  /**
   * Whether it does no more than repeat what the proposal declares. It is asked before anyone
   * outside is then, and answers at once.
   */
  default boolean isDeclared() {
    return false;
  }

  /** Whether there is such a fact about a proposal at all. */
  default boolean appliesTo(Proposal proposal) {
    return true;
  }

  /** Why it can't be asked about a proposal it applies to; the fact is undetermined then. */
  default Optional<ReasonCode> obstacle(Proposal proposal) {
    return Optional.empty();
  }

  /**
   * What it says of a proposal. Called on a thread that is interrupted when the answer is no longer
   * wanted.
   *
   * @throws Exception if it gives no answer; the fact is undetermined then
   */
  T ask(Proposal proposal) throws Exception;

  /** Whether an answer can be true; one that can't is none. */
  default boolean plausible(T answer, Proposal proposal) {
    return true;
  }
}
