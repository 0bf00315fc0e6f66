package dev.countersign.domain.credit.proposal;

import java.util.regex.Pattern;

/** The number under which credit bureaus know the applicant; its form differs by country. */
public record TaxId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z./-]{0,31}");

  public TaxId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a tax id is 1 to 32 letters, digits, dots, slashes and hyphens");
    }
  }
}
