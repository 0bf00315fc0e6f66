package dev.countersign.mail.notification;

import dev.countersign.application.account.Account;
import dev.countersign.application.notification.Email.Content;
import dev.countersign.application.notification.EmailComposer;
import dev.countersign.application.notification.Notification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * E-mail messages in English, Portuguese or French; in English for every other language. An
 * installation may add lines of its own, such as the name of a stage, or replace ours.
 */
public final class TranslatedEmails implements EmailComposer {
  private static final String WORDS = "dev.countersign.mail.notification.emails";

  /** Without it, a missing language would fall back to the machine's. */
  private static final Control ENGLISH_IF_MISSING =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private final Map<String, String> added;

  /**
   * @param added lines by language and key, such as {@code pt.stage.COMMITTEE}; they come before
   *     ours
   */
  public TranslatedEmails(Map<String, String> added) {
    this.added = Map.copyOf(added);
  }

  @Override
  public Content write(Notification notification, Account recipient) {
    var words = words(Locale.forLanguageTag(recipient.locale().replace('_', '-')));
    var type = textOf(notification, words);
    var paragraphs =
        Stream.of(
                Optional.of(words.line("greeting") + " " + recipient.fullName() + ","),
                Optional.of(words.line(type + ".body")),
                fact(words, notification),
                Optional.of(words.line("reference") + " " + notification.stream().id()),
                Optional.of(words.line("closing")))
            .flatMap(Optional::stream)
            .toList();
    return new Content(
        words.line(type + ".subject"),
        String.join("\n\n", paragraphs) + "\n",
        html(words.language(), paragraphs));
  }

  private Words words(Locale locale) {
    var ours = ResourceBundle.getBundle(WORDS, locale, ENGLISH_IF_MISSING);
    var language = ours.getLocale().getLanguage();
    return new Words(language.isEmpty() ? "en" : language, ours, added);
  }

  /** The lines of one language. */
  private record Words(String language, ResourceBundle ours, Map<String, String> added) {
    Optional<String> find(String key) {
      return Optional.ofNullable(added.get(language + "." + key))
          .or(() -> ours.containsKey(key) ? Optional.of(ours.getString(key)) : Optional.empty());
    }

    String line(String key) {
      return find(key).orElseThrow(() -> new IllegalStateException("no text for " + key));
    }
  }

  /** The name of its text: its own, or the one for any event. */
  private static String textOf(Notification notification, Words words) {
    var type = notification.stream().type() + "." + notification.type();
    return words.find(type + ".body").isPresent() ? type : "any";
  }

  /** What an approver wrote, or the stage. */
  private static Optional<String> fact(Words words, Notification notification) {
    return Stream.of("question", "reason", "stage")
        .flatMap(name ->
            Optional.ofNullable(notification.facts().get(name))
                .map(fact -> words.line(name) + " " + translated(words, name, fact))
                .stream())
        .findFirst();
  }

  /** A stage that has no line of its own goes by its code. */
  private static String translated(Words words, String name, String fact) {
    return name.equals("stage")
        ? words
            .find("stage." + fact)
            .orElseGet(() -> fact.toLowerCase(Locale.ROOT).replace('_', ' '))
        : fact;
  }

  private static String html(String language, List<String> paragraphs) {
    return paragraphs.stream()
        .map(paragraph -> "<p>" + escaped(paragraph).replace("\n", "<br>") + "</p>\n")
        .collect(
            Collectors.joining(
                "",
                "<!DOCTYPE html>\n<html lang=\"" + language + "\"><body>\n",
                "</body></html>\n"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
