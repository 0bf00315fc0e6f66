package dev.countersign.domain.credit.analysis;

import java.util.Locale;

/**
 * Why a check came out as it did. Codes are stable; the sentences around them may be improved.
 * {@code %m} stands for the value measured, {@code %l} for the limit it was held against.
 */
public enum ReasonCode {
  NO_RESTRICTION("The credit bureau records no restriction."),
  RESTRICTION_RECORDED("The credit bureau records a restriction."),
  RATING_SUFFICIENT("The rating of %m reaches the minimum of %l."),
  RATING_BELOW_MINIMUM("The rating of %m is below the minimum of %l."),
  INCOME_SUFFICIENT("The gross monthly income of %m reaches the minimum of %l."),
  INCOME_BELOW_MINIMUM("The gross monthly income of %m is below the minimum of %l."),
  DEBT_TO_INCOME_ACCEPTABLE("Debt takes %m % of the income, within the limit of %l %."),
  DEBT_TO_INCOME_ABOVE_MAXIMUM("Debt takes %m % of the income, above the limit of %l %."),
  CONFIDENCE_SUFFICIENT("The confidence of %m reaches the minimum of %l."),
  CONFIDENCE_BELOW_MINIMUM("The confidence of %m is below the minimum of %l."),
  LOAN_TO_VALUE_EXCELLENT("The loan is %m % of the property's value: excellent, up to %l %."),
  LOAN_TO_VALUE_GOOD("The loan is %m % of the property's value: good, up to %l %."),
  LOAN_TO_VALUE_FAIR("The loan is %m % of the property's value: fair, up to %l %."),
  LOAN_TO_VALUE_RISKY("The loan is %m % of the property's value: risky, above %l %."),
  TAX_ID_MISSING("The credit bureau was not asked, because the applicant gave no tax id."),
  RATING_MISSING("The credit bureau keeps no rating for the applicant."),
  SOURCE_UNAVAILABLE("The source did not answer."),
  SOURCE_TIMED_OUT("The source did not answer in time."),
  CHECK_STOPPED("The check was stopped, because another had failed already.");

  private final String sentence;

  ReasonCode(String sentence) {
    this.sentence = sentence;
  }

  /** The stable form for machines, such as {@code rating-below-minimum}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String sentence(String measured, String limit) {
    return sentence.replace("%m", measured).replace("%l", limit);
  }
}
