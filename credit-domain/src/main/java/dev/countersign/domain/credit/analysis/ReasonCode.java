package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.canonical.CanonicalForm;
import dev.countersign.domain.canonical.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Why a check came out as it did. Codes are stable; the sentences around them may be improved.
 * {@code %m} stands for the value measured, {@code %l} for the limit it was held against. There is
 * one instance for each reason.
 */
@CanonicalForm(ReasonCode.AsName.class)
public final class ReasonCode {
  private static final Pattern FORM = Pattern.compile("[A-Z]+(_[A-Z]+)*");
  private static final List<ReasonCode> STANDARD = new ArrayList<>();

  public static final ReasonCode NO_RESTRICTION =
      standard("NO_RESTRICTION", "The credit bureau records no restriction.");
  public static final ReasonCode RESTRICTION_RECORDED =
      standard("RESTRICTION_RECORDED", "The credit bureau records a restriction.");
  public static final ReasonCode RATING_SUFFICIENT =
      standard("RATING_SUFFICIENT", "The rating of %m reaches the minimum of %l.");
  public static final ReasonCode RATING_BELOW_MINIMUM =
      standard("RATING_BELOW_MINIMUM", "The rating of %m is below the minimum of %l.");
  public static final ReasonCode INCOME_SUFFICIENT =
      standard("INCOME_SUFFICIENT", "The gross monthly income of %m reaches the minimum of %l.");
  public static final ReasonCode INCOME_BELOW_MINIMUM =
      standard(
          "INCOME_BELOW_MINIMUM", "The gross monthly income of %m is below the minimum of %l.");
  public static final ReasonCode DEBT_TO_INCOME_ACCEPTABLE =
      standard(
          "DEBT_TO_INCOME_ACCEPTABLE", "Debt takes %m % of the income, within the limit of %l %.");
  public static final ReasonCode DEBT_TO_INCOME_ABOVE_MAXIMUM =
      standard(
          "DEBT_TO_INCOME_ABOVE_MAXIMUM",
          "Debt takes %m % of the income, above the limit of %l %.");
  public static final ReasonCode CONFIDENCE_SUFFICIENT =
      standard("CONFIDENCE_SUFFICIENT", "The confidence of %m reaches the minimum of %l.");
  public static final ReasonCode CONFIDENCE_BELOW_MINIMUM =
      standard("CONFIDENCE_BELOW_MINIMUM", "The confidence of %m is below the minimum of %l.");
  public static final ReasonCode LOAN_TO_VALUE_EXCELLENT =
      standard(
          "LOAN_TO_VALUE_EXCELLENT",
          "The loan is %m % of the property's value: excellent, up to %l %.");
  public static final ReasonCode LOAN_TO_VALUE_GOOD =
      standard("LOAN_TO_VALUE_GOOD", "The loan is %m % of the property's value: good, up to %l %.");
  public static final ReasonCode LOAN_TO_VALUE_FAIR =
      standard("LOAN_TO_VALUE_FAIR", "The loan is %m % of the property's value: fair, up to %l %.");
  public static final ReasonCode LOAN_TO_VALUE_RISKY =
      standard(
          "LOAN_TO_VALUE_RISKY", "The loan is %m % of the property's value: risky, above %l %.");
  public static final ReasonCode TAX_ID_MISSING =
      standard(
          "TAX_ID_MISSING",
          "The credit bureau was not asked, because the applicant gave no tax id.");
  public static final ReasonCode RATING_MISSING =
      standard("RATING_MISSING", "The credit bureau keeps no rating for the applicant.");
  public static final ReasonCode SOURCE_UNAVAILABLE =
      standard("SOURCE_UNAVAILABLE", "The source did not answer.");
  public static final ReasonCode SOURCE_TIMED_OUT =
      standard("SOURCE_TIMED_OUT", "The source did not answer in time.");
  public static final ReasonCode CHECK_STOPPED =
      standard("CHECK_STOPPED", "The check was stopped, because another had failed already.");

  private final String name;
  private final String sentence;

  private ReasonCode(String name, String sentence) {
    this.name = name;
    this.sentence = sentence;
  }

  /**
   * A new reason. Kept in a constant, and listed by the {@link AnalysisExtension} that brings it.
   *
   * @param name in capitals, with underscores between the words
   */
  public static ReasonCode of(String name, String sentence) {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("the name of a reason is in capitals: " + name);
    }
    return new ReasonCode(name, sentence);
  }

  private static ReasonCode standard(String name, String sentence) {
    var reason = of(name, sentence);
    STANDARD.add(reason);
    return reason;
  }

  static List<ReasonCode> standard() {
    return List.copyOf(STANDARD);
  }

  /**
   * The reason that is kept under a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ReasonCode named(String name) {
    return Vocabulary.get().reason(name);
  }

  /** Under which it is kept, such as {@code RATING_BELOW_MINIMUM}. */
  public String name() {
    return name;
  }

  /** The stable form for machines, such as {@code rating-below-minimum}. */
  public String code() {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String sentence(String measured, String limit) {
    return sentence.replace("%m", measured).replace("%l", limit);
  }

  @Override
  public String toString() {
    return name;
  }

  static final class AsName implements Form.Text<ReasonCode> {
    @Override
    public String write(ReasonCode reason) {
      return reason.name;
    }

    @Override
    public ReasonCode read(String text) {
      return named(text);
    }
  }
}
