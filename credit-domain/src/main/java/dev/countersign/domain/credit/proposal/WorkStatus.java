package dev.countersign.domain.credit.proposal;

import java.util.regex.Pattern;

/**
 * How the applicant earns a living, such as {@code EMPLOYED}, by its code. Which ones there are is
 * said by the policy's scorecard, which gives each a value.
 *
 * @param value 1 to 32 capitals, digits and underscores, a capital first
 */
public record WorkStatus(String value) {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

  public WorkStatus {
    if (!CODE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the code of a work status is 1 to 32 capitals, digits and underscores: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
