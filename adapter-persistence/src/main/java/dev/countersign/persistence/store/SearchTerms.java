package dev.countersign.persistence.store;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words by which a text is found; the same for stored texts and for queries. */
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
