package dev.countersign.bootstrap.account;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import dev.countersign.application.account.PasswordStrength;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Estimates by zxcvbn how many guesses a password withstands.
 *
 * <p>An estimate of an ordinary password takes a few milliseconds, but one made for the purpose
 * takes seconds: the time grows steeply with the length and with the characters that may stand for
 * a letter. So only the beginning is estimated, which can only make a password seem weaker, and no
 * more at once than there are processors.
 */
public final class ZxcvbnStrength implements PasswordStrength {
  /** Eight characters that follow no pattern withstand as many. */
  private static final double MIN_GUESSES = 1e8;

  /** So few that they leave most turns of the API to other calls. */
  private static final int WAITING = 8;

  private static final int ESTIMATED_LENGTH = 20;
  private static final int MIN_WORD_LENGTH = 3;
  private static final String PRODUCT = "countersign";
  private static final String PERSONAL = "user_inputs";
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final PasswordBulkhead bulkhead =
      new PasswordBulkhead(
          Runtime.getRuntime().availableProcessors(), WAITING, Duration.ofSeconds(2));

  @Override
  public Guessability estimate(String password, List<String> personal) {
    var estimate =
        bulkhead.execute(() -> Loaded.ESTIMATOR.measure(beginning(password), words(personal)));
    if (estimate.getGuesses() >= MIN_GUESSES) {
      return Guessability.STRONG;
    }
    return isPersonal(estimate) ? Guessability.PERSONAL : Guessability.COMMON;
  }

  private static boolean isPersonal(Strength estimate) {
    return estimate.getSequence().stream()
        .filter(match -> PERSONAL.equals(match.dictionaryName))
        .anyMatch(match -> !PRODUCT.contentEquals(match.matchedWord));
  }

  /** Each text, and each word in it: of an e-mail address, what is before the @, and its host. */
  private static List<String> words(List<String> personal) {
    var words = new ArrayList<>(List.of(PRODUCT));
    personal.stream()
        .flatMap(text -> Stream.concat(Stream.of(text), BETWEEN_WORDS.splitAsStream(text)))
        .filter(word -> word.length() >= MIN_WORD_LENGTH)
        .map(ZxcvbnStrength::beginning)
        .forEach(words::add);
    return words;
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), ESTIMATED_LENGTH));
  }

  /** Its dictionaries take 10 MiB and a quarter of a second, so not before they are needed. */
  private static final class Loaded {
    private static final Zxcvbn ESTIMATOR = new Zxcvbn();
  }
}
