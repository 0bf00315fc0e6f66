package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.money.Money;
import java.util.regex.Pattern;

/**
 * Names a fact and says what kind of answer it is. There is one instance for each fact, and they
 * are compared by identity.
 */
public final class FactKey<T> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-zA-Z0-9]{0,49}");

  /** What a credit bureau says of the applicant. */
  public static final FactKey<BureauReport> BUREAU = of("bureau", BureauReport.class);

  /** What the property is worth; known of proposals with one. */
  public static final FactKey<Money> PROPERTY_VALUE = of("propertyValue", Money.class);

  private final String name;
  private final Class<T> answer;
  private final Fact<T> nobodyAsked =
      new Fact.Undetermined<>(ReasonCode.SOURCE_UNAVAILABLE, "none");

  private FactKey(String name, Class<T> answer) {
    this.name = name;
    this.answer = answer;
  }

  /**
   * A new fact. Kept in a constant, and listed by the {@link AnalysisExtension} that brings it.
   *
   * @param name under which analyses keep it, in camel case, 1 to 50 characters
   * @param answer written as {@link dev.countersign.domain.canonical.CanonicalJson} does
   */
  public static <T> FactKey<T> of(String name, Class<T> answer) {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("the name of a fact is in camel case: " + name);
    }
    return new FactKey<>(name, answer);
  }

  public String name() {
    return name;
  }

  public Class<T> answer() {
    return answer;
  }

  /** What is known if there is nobody to ask. */
  Fact<T> nobodyAsked() {
    return nobodyAsked;
  }

  @Override
  public String toString() {
    return name;
  }
}
