package dev.countersign.domain.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words by which a text is found; the same for stored texts and for queries. Case, accents and
 * the form in which Unicode writes them make no difference. A symbol is a word of its own.
 */
public final class SearchTerms {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[\\p{S}%&@#]");
  private static final Pattern ACCENT = Pattern.compile("[\\u0300-\\u036F]+");

  private SearchTerms() {}

  /** Each once, in the order in which they come. */
  public static List<String> of(String text) {
    return WORD.matcher(folded(text)).results().map(word -> word.group()).distinct().toList();
  }

  /** By way of capitals, so that a sharp s is two letters. */
  private static String folded(String text) {
    var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    var plain = ACCENT.matcher(decomposed).replaceAll("");
    return Normalizer.normalize(
        plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }
}
