package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.money.Money;

/** Says what a property is worth. */
public interface PropertyValuation extends FactSource<Money> {
  /**
   * The market value.
   *
   * @throws Exception if there is no answer
   */
  Money valueOf(Property property) throws Exception;

  @Override
  default FactKey<Money> fact() {
    return FactKey.PROPERTY_VALUE;
  }

  @Override
  default boolean appliesTo(Proposal proposal) {
    return proposal.property().isPresent();
  }

  @Override
  default Money ask(Proposal proposal) throws Exception {
    return valueOf(proposal.property().orElseThrow());
  }

  @Override
  default boolean plausible(Money answer, Proposal proposal) {
    var declared = proposal.property().orElseThrow().value();
    return answer.isPositive() && answer.currency().equals(declared.currency());
  }

  /** Takes applicants at their word, where an institution has nobody to ask. */
  static PropertyValuation declared() {
    return new PropertyValuation() {
      @Override
      public String source() {
        return Check.DECLARED;
      }

      @Override
      public boolean isDeclared() {
        return true;
      }

      @Override
      public Money valueOf(Property property) {
        return property.value();
      }
    };
  }
}
