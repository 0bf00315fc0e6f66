package dev.countersign.application.account;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which passwords are too easily guessed: short ones, common ones with or without the usual
 * disguises, and the person's own name. No rule asks for kinds of characters (OWASP ASVS 5.0, 6.2).
 */
final class PasswordStrength {
  static final int MIN_LENGTH = 8;

  /** Long enough for any passphrase; a bound on what is hashed. */
  static final int MAX_LENGTH = 128;

  /** What the most used passwords come down to without digits around and letters disguised. */
  private static final Set<String> COMMON =
      Set.of(
          "",
          "abc",
          "abcd",
          "abcde",
          "abcdef",
          "abcdefg",
          "abcdefgh",
          "access",
          "admin",
          "administrator",
          "amanda",
          "andrea",
          "andrew",
          "angel",
          "anthony",
          "arsenal",
          "ashley",
          "asdf",
          "asdfgh",
          "asdfghjk",
          "asdfghjkl",
          "bailey",
          "baseball",
          "basketball",
          "batman",
          "benfica",
          "boomer",
          "buster",
          "butterfly",
          "changeit",
          "changeme",
          "charlie",
          "chelsea",
          "chocolate",
          "computer",
          "cookie",
          "corinthians",
          "countersign",
          "cowboy",
          "daniel",
          "default",
          "demo",
          "diamond",
          "dragon",
          "estrela",
          "family",
          "felicidade",
          "flower",
          "football",
          "freedom",
          "friends",
          "george",
          "ginger",
          "guest",
          "hannah",
          "harley",
          "heather",
          "hello",
          "hockey",
          "hunter",
          "iloveyou",
          "internet",
          "jasmine",
          "jennifer",
          "jessica",
          "jordan",
          "joshua",
          "justin",
          "killer",
          "letmein",
          "letmeinnow",
          "liverpool",
          "login",
          "loveme",
          "lovely",
          "maggie",
          "martin",
          "master",
          "matthew",
          "merlin",
          "michael",
          "michelle",
          "monkey",
          "morgan",
          "mustang",
          "mypassword",
          "naruto",
          "nicole",
          "ninja",
          "oliver",
          "orange",
          "pass",
          "passe",
          "passpass",
          "password",
          "passwort",
          "pepper",
          "pokemon",
          "princess",
          "purple",
          "qazwsx",
          "qazwsxedc",
          "qwer",
          "qwert",
          "qwerty",
          "qwertyui",
          "qwertyuiop",
          "qwertz",
          "qwertzui",
          "rainbow",
          "ranger",
          "robert",
          "root",
          "samantha",
          "samsung",
          "secret",
          "senha",
          "senhasenha",
          "shadow",
          "snoopy",
          "soccer",
          "sparky",
          "starwars",
          "steelers",
          "summer",
          "sunshine",
          "superman",
          "taylor",
          "tennis",
          "test",
          "testtest",
          "thomas",
          "thunder",
          "tigger",
          "topsecret",
          "trustno",
          "user",
          "welcome",
          "whatever",
          "william",
          "winter",
          "yankees",
          "zaq",
          "zxcvbn",
          "zxcvbnm");

  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

  private PasswordStrength() {}

  /** What is wrong with it, for the person to mend; empty if nothing is. */
  static Optional<String> weakness(String password, String username) {
    if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
      return Optional.of("Use at least " + MIN_LENGTH + " characters.");
    }
    if (password.length() > MAX_LENGTH) {
      return Optional.of("Use at most " + MAX_LENGTH + " characters.");
    }
    if (password.chars().distinct().count() < 4) {
      return Optional.of("Use more different characters.");
    }
    var forms = plainForms(password);
    if (!Collections.disjoint(forms, COMMON)) {
      return Optional.of("This is among the passwords that are tried first; choose another.");
    }
    if (!Collections.disjoint(forms, plainForms(username))) {
      return Optional.of("Do not use your own username.");
    }
    return Optional.empty();
  }

  /**
   * What may be meant: a digit or sign at either end may be there to please a rule or may stand for
   * a letter, as the last of {@code P4ssw0rd1} and of {@code chang3m3} do.
   */
  private static Set<String> plainForms(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return Stream.of(lower, undisguised(lower), undisguised(core(lower)))
        .map(PasswordStrength::core)
        .collect(Collectors.toSet());
  }

  /** The text without the digits and signs around its letters, of whatever script. */
  private static String core(String text) {
    return AROUND.matcher(text).replaceAll("");
  }

  private static String undisguised(String text) {
    return text.replace('0', 'o')
        .replace('1', 'i')
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('@', 'a')
        .replace('5', 's')
        .replace('$', 's')
        .replace('7', 't');
  }
}
