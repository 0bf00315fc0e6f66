package dev.countersign.http.account;

import dev.countersign.application.account.NewUser;
import dev.countersign.http.json.Fields;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads someone to be registered from the members of a body. */
final class NewUserReader {
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._@-]{3,64}");
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?=.{3,254}$)(?=.{1,64}@)[^\\s@.\\p{C}]+(\\.[^\\s@.\\p{C}]+)*@[^\\s@.\\p{C}]+(\\.[^\\s@.\\p{C}]+)+");

  /** A name that is read out in a letter is one line, and nothing that could be followed. */
  private static final Pattern FULL_NAME =
      Pattern.compile(
          "(?i)(?=.*[\\p{L}\\p{N}])(?!.*(?:://|www\\.|@|\\p{Alnum}{2}\\.\\p{Alpha}{2}))"
              + "[^\\p{C}\\p{Zl}\\p{Zp}]{1,200}");

  private static final Pattern LANGUAGE_TAG =
      Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final String NAME_HINT =
      "Send a name of 1 to 200 characters, in one line and without any address.";
  private static final String EMAIL_HINT = "Send an e-mail address such as ada@example.org.";
  private static final String DEFAULT_LOCALE = "en";

  /** Enough for any password; whether one is good is for the application to say. */
  static final int MAX_PASSWORD_LENGTH = 1_024;

  private NewUserReader() {}

  static NewUser read(Fields body) {
    return new NewUser(
        body.text("username", USERNAME, "Use 3 to 64 letters, digits, dots, @, _ and hyphens."),
        body.secret("password", MAX_PASSWORD_LENGTH),
        body.text("fullName", FULL_NAME, NAME_HINT),
        body.text("email", EMAIL, EMAIL_HINT),
        optionalLocale(body).orElse(DEFAULT_LOCALE));
  }

  static Optional<String> optionalFullName(Fields body) {
    return body.optionalText("fullName", FULL_NAME, NAME_HINT);
  }

  static Optional<String> optionalEmail(Fields body) {
    return body.optionalText("email", EMAIL, EMAIL_HINT);
  }

  static Optional<String> optionalLocale(Fields body) {
    return body.optionalValue(
        "locale", NewUserReader::locale, "Send a language tag such as en, pt or fr-CA.");
  }

  /** A tag of a language that there is. */
  private static String locale(String tag) {
    var language = Locale.forLanguageTag(tag).getLanguage();
    if (!LANGUAGE_TAG.matcher(tag).matches() || !LANGUAGES.contains(language)) {
      throw new IllegalArgumentException("no language: " + tag);
    }
    return tag;
  }
}
