package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.money.Money;

/** Says what a property is worth. */
public interface PropertyValuation {
  /** The name under which its answers are kept, such as {@code applicant}. */
  String source();

  /**
   * The market value. Called on a thread that is interrupted when the answer is no longer wanted.
   *
   * @throws Exception if there is no answer; the check is unavailable then
   */
  Money valueOf(Property property) throws Exception;

  /** Takes applicants at their word, where an institution has nobody to ask. */
  static PropertyValuation declared() {
    return new PropertyValuation() {
      @Override
      public String source() {
        return "applicant";
      }

      @Override
      public Money valueOf(Property property) {
        return property.value();
      }
    };
  }
}
