package dev.countersign.domain.text;

import java.lang.Character.UnicodeScript;
import java.util.Optional;
import java.util.Set;

/** What a text that people write may be made of, so that whoever reads it sees all of it. */
public final class WrittenText {
  /** Letters by their category that leave a blank. */
  private static final Set<Integer> BLANK_LETTERS =
      Set.of(0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0);

  /** Of category format, yet drawn: signs around Arabic and Kaithi numbers. */
  private static final Set<Integer> VISIBLE_FORMATS =
      Set.of(
          0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x0890, 0x0891, 0x08E2, 0x110BD,
          0x110CD);

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private WrittenText() {}

  /** What is wrong with a text. */
  public enum Flaw {
    /** It has no visible character. */
    BLANK,
    /** It has a character that can't be seen, or that changes the direction of writing. */
    HIDING
  }

  /** What is wrong with a text; blanks and line breaks within it are not. */
  public static Optional<Flaw> flawOf(String text) {
    int[] characters = text.codePoints().toArray();
    boolean isBlank = true;
    for (int i = 0; i < characters.length; i++) {
      if (hides(characters, i)) {
        return Optional.of(Flaw.HIDING);
      }
      isBlank &= isBlank(characters[i]);
    }
    return isBlank ? Optional.of(Flaw.BLANK) : Optional.empty();
  }

  /** In characters as people count them at most: code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character);
  }

  private static boolean hides(int[] characters, int place) {
    int character = characters[place];
    if (character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER) {
      return place == 0
          || place == characters.length - 1
          || !joins(characters[place - 1])
          || isBlank(characters[place + 1]);
    }
    if (isVariationSelector(character)) {
      return place == 0 || isBlank(characters[place - 1]);
    }
    return BLANK_LETTERS.contains(character)
        || character == 0x034F
        || (character >= 0x180B && character <= 0x180F)
        || switch (Character.getType(character)) {
          case Character.FORMAT -> !VISIBLE_FORMATS.contains(character);
          case Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED ->
              true;
          default -> false;
        };
  }

  private static boolean isVariationSelector(int character) {
    return (character >= 0xFE00 && character <= 0xFE0F)
        || (character >= 0xE0100 && character <= 0xE01EF);
  }

  /** Whether a joiner after it can show: in scripts that join their letters, and in emoji. */
  private static boolean joins(int character) {
    return switch (UnicodeScript.of(character)) {
      case LATIN, GREEK, CYRILLIC -> false;
      case COMMON, INHERITED ->
          switch (Character.getType(character)) {
            case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL -> true;
            default -> isVariationSelector(character);
          };
      default -> true;
    };
  }
}
