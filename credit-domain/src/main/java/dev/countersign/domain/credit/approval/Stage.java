package dev.countersign.domain.credit.approval;

import java.util.regex.Pattern;

/**
 * A level of approval, such as {@code ANALYST}, by its code. Which stages there are, their order
 * and the role that decides each is said by the policy.
 *
 * @param value 1 to 32 capitals, digits and underscores, a capital first
 */
public record Stage(String value) {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

  public Stage {
    if (!CODE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the code of a stage is 1 to 32 capitals, digits and underscores: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
