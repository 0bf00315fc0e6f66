package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.credit.repayment.Annuity;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * A version of the rules' code. A new one comes with every change of what the same input results
 * in, and what an earlier one has recorded is repeated by that one.
 */
public enum EngineVersion {
  /**
   * Took every product for one with equal monthly instalments, capped the debt to income for good,
   * and measured to four decimals.
   */
  ONE("1") {
    @Override
    Money monthlyPayment(RepaymentTerms terms, Money amount, int termMonths) {
      return Annuity.instalment(amount, terms.rate(), termMonths);
    }

    @Override
    Measure measured(Fraction value, Figure limit) {
      return new Measure.Quantity(value.rounded());
    }

    @Override
    Optional<BigDecimal> kept(Optional<Fraction> uncappedShare) {
      return Optional.empty();
    }
  },

  /**
   * Asks the product's own schedule what a month takes, keeps the debt to income as it is before it
   * is capped, and measures with as many decimals as tell the value from its limit.
   */
  TWO("2") {
    @Override
    Money monthlyPayment(RepaymentTerms terms, Money amount, int termMonths) {
      return terms.monthlyPayment(amount, termMonths);
    }

    @Override
    Measure measured(Fraction value, Figure limit) {
      return new Measure.Quantity(value.rounded(), value.toldFrom(limit));
    }

    @Override
    Optional<BigDecimal> kept(Optional<Fraction> uncappedShare) {
      return uncappedShare.map(share -> share.toDecimal(4));
    }
  };

  /** The one that analyses new proposals. */
  public static final EngineVersion CURRENT = TWO;

  private final String code;

  EngineVersion(String code) {
    this.code = code;
  }

  /** Under which it is recorded. */
  public String code() {
    return code;
  }

  /** The one that is recorded under a code, if this library has it. */
  public static Optional<EngineVersion> of(String code) {
    return Arrays.stream(values()).filter(version -> version.code.equals(code)).findFirst();
  }

  abstract Money monthlyPayment(RepaymentTerms terms, Money amount, int termMonths);

  abstract Measure measured(Fraction value, Figure limit);

  /** What of the debt to income is kept beside the capped one; absent without an income. */
  abstract Optional<BigDecimal> kept(Optional<Fraction> uncappedShare);
}
