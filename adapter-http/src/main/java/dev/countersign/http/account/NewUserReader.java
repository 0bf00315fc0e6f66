package dev.countersign.http.account;

import dev.countersign.application.account.NewUser;
import dev.countersign.http.json.Fields;
import java.util.regex.Pattern;

/** Reads someone to be registered from the members of a body. */
final class NewUserReader {
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._@-]{3,64}");
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?=.{3,254}$)[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+\\.[^\\s@.\\p{Cntrl}]+");
  private static final Pattern LANGUAGE_TAG =
      Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final String DEFAULT_LOCALE = "en";

  /** Enough for any password; whether one is good is for the application to say. */
  private static final int MAX_PASSWORD_LENGTH = 1_024;

  private NewUserReader() {}

  static NewUser read(Fields body) {
    return new NewUser(
        body.text("username", USERNAME, "Use 3 to 64 letters, digits, dots, @, _ and hyphens."),
        body.secret("password", MAX_PASSWORD_LENGTH),
        body.text("fullName", 200),
        body.text("email", EMAIL, "Send an e-mail address such as ada@example.org."),
        body.optionalText("locale", LANGUAGE_TAG, "Send a language tag such as en, pt or fr-CA.")
            .orElse(DEFAULT_LOCALE));
  }
}
