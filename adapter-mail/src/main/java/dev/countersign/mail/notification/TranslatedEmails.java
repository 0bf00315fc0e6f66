package dev.countersign.mail.notification;

import dev.countersign.application.account.Account;
import dev.countersign.application.notification.Email.Letter;
import dev.countersign.application.notification.EmailComposer;
import dev.countersign.application.notification.Notification;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** E-mail messages in English, Portuguese or French; in English for every other language. */
public final class TranslatedEmails implements EmailComposer {
  private static final String WORDS = "dev.countersign.mail.notification.letters";

  /** Without it, a missing language would fall back to the machine's. */
  private static final Control ENGLISH_IF_MISSING =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  @Override
  public Letter write(Notification notification, Account recipient) {
    var locale = Locale.forLanguageTag(recipient.locale().replace('_', '-'));
    var words = ResourceBundle.getBundle(WORDS, locale, ENGLISH_IF_MISSING);
    var type = textOf(notification, words);
    var paragraphs =
        Stream.of(
                Optional.of(words.getString("greeting") + " " + recipient.fullName() + ","),
                Optional.of(words.getString(type + ".body")),
                told(words, notification),
                Optional.of(words.getString("reference") + " " + notification.stream().id()),
                Optional.of(words.getString("closing")))
            .flatMap(Optional::stream)
            .toList();
    return new Letter(
        words.getString(type + ".subject"),
        String.join("\n\n", paragraphs) + "\n",
        html(words.getLocale(), paragraphs));
  }

  /** The name of its text: its own, or the one for any event. */
  private static String textOf(Notification notification, ResourceBundle words) {
    var type = notification.stream().type() + "." + notification.type();
    return words.containsKey(type + ".body") ? type : "any";
  }

  /** What an approver wrote: the question, or the reason of a rejection. */
  private static Optional<String> told(ResourceBundle words, Notification notification) {
    return Stream.of("question", "reason", "stage")
        .flatMap(name ->
            Optional.ofNullable(notification.facts().get(name))
                .map(fact -> words.getString(name) + " " + translated(words, name, fact))
                .stream())
        .findFirst();
  }

  /** A stage that has no text of its own goes by its code. */
  private static String translated(ResourceBundle words, String name, String fact) {
    try {
      return name.equals("stage") ? words.getString("stage." + fact) : fact;
    } catch (MissingResourceException e) {
      return fact.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static String html(Locale language, List<String> paragraphs) {
    var tag = language.getLanguage().isEmpty() ? "en" : language.getLanguage();
    return paragraphs.stream()
        .map(paragraph -> "<p>" + escaped(paragraph).replace("\n", "<br>") + "</p>\n")
        .collect(
            Collectors.joining(
                "", "<!DOCTYPE html>\n<html lang=\"" + tag + "\"><body>\n", "</body></html>\n"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
