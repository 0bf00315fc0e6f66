package dev.countersign.domain.credit.proposal;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The number under which credit bureaus know the applicant; its form differs by country. It is kept
 * as typed, and compared in its {@link #canonical} form alone.
 */
public record TaxId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z./-]{0,31}");
  private static final Pattern SEPARATOR = Pattern.compile("[./-]");
  private static final Pattern CPF = Pattern.compile("[0-9]{11}");
  private static final Pattern ONE_DIGIT = Pattern.compile("([0-9])\\1*");

  public TaxId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a tax id is 1 to 32 letters, digits, dots, slashes and hyphens");
    }
  }

  /** The one form of all the ways to write it: without separators, in capitals. */
  public TaxId canonical() {
    return new TaxId(SEPARATOR.matcher(value).replaceAll("").toUpperCase(Locale.ROOT));
  }

  /**
   * Whether it can have been given to someone. Eleven digits are a Brazilian CPF, whose last two
   * follow from the others, and which never repeats a single digit; of other forms all are
   * possible.
   *
   * <p>What is stored may be of either kind; whoever takes in a new one asks.
   */
  public boolean isPossible() {
    var digits = canonical().value;
    return !CPF.matcher(digits).matches()
        || (!ONE_DIGIT.matcher(digits).matches()
            && hasCheckDigitAt(9, digits)
            && hasCheckDigitAt(10, digits));
  }

  /** The digits before, weighted by 2 for the last and 1 more for each further one, modulo 11. */
  private static boolean hasCheckDigitAt(int place, String digits) {
    int sum = 0;
    for (int i = 0; i < place; i++) {
      sum += (digits.charAt(i) - '0') * (place + 1 - i);
    }
    return digits.charAt(place) - '0' == sum * 10 % 11 % 10;
  }
}
