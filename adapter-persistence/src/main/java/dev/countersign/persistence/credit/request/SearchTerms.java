package dev.countersign.persistence.credit.request;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a text falls into the words it is found by. The same for what is stored and what is sought.
 */
public final class SearchTerms {
  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private SearchTerms() {}

  /** In lower case, each once. */
  public static List<String> of(String text) {
    return NEITHER_LETTER_NOR_DIGIT
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }
}
