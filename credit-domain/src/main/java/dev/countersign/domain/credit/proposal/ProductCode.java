package dev.countersign.domain.credit.proposal;

import java.util.regex.Pattern;

/** The name of a product, such as {@code MORTGAGE}: an open set, defined by the policy. */
public record ProductCode(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

  public ProductCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a product code is 1 to 32 capitals, digits and underscores: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
