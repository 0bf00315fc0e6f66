package dev.countersign.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.countersign.domain.money.Money;
import dev.countersign.http.json.Text;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads query parameters by name. Errors are collected, and {@link #end} reports all of them at
 * once. An empty parameter counts as missing.
 */
public final class Query {
  private static final String CURSOR = "cursor";
  private static final String BAD_CURSOR = "Send next of the page before, as it is.";
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final int MAX_LENGTH = 200;
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,13}(\\.[0-9]{1,4})?");
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final String path;
  private final Map<String, List<String>> given;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<FieldError> errors = new ArrayList<>();

  Query(String path, Map<String, List<String>> given) {
    this.path = path;
    this.given = given;
  }

  public Optional<String> text(String name) {
    return read(name, "Send at most " + MAX_LENGTH + " characters.", Optional::of);
  }

  /**
   * A text that a type of the domain takes.
   *
   * @param type refuses other texts with an {@link IllegalArgumentException}
   */
  public <T> Optional<T> value(String name, Function<String, T> type, String message) {
    return read(
        name,
        message,
        text -> {
          try {
            return Optional.of(type.apply(text));
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        });
  }

  /**
   * A code that is known, in capitals or in small letters.
   *
   * @param known asked only if there is something to look up
   */
  public <T> Optional<T> code(String name, Function<T, String> code, Supplier<Set<T>> known) {
    if (given.getOrDefault(name, List.of()).isEmpty()) {
      asked.add(name);
      return Optional.empty();
    }
    var choices = known.get();
    return read(
        name,
        "Choose one of " + choices.stream().map(code).collect(joining(", ")) + ".",
        text ->
            choices.stream()
                .filter(each ->
                    code.apply(each).equals(text)
                        || code.apply(each).toLowerCase(Locale.ROOT).equals(text))
                .findFirst());
  }

  /** The name of a constant, in capitals or in small letters. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    var names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(joining(", "));
    return read(
        name,
        "Choose one of " + names + ".",
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant ->
                    constant.name().equals(text)
                        || constant.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst());
  }

  /** A day such as {@code 2026-05-31}. */
  public Optional<LocalDate> day(String name) {
    return read(name, "Send a day such as 2026-05-31.", Query::parseDay);
  }

  /** An instant in UTC, or a day that stands for its beginning. */
  public Optional<Instant> instant(String name) {
    return read(
        name, "Send an instant such as 2026-05-31T12:00:00Z, or a day.", Query::parseInstant);
  }

  /** An instant up to which something counts, itself excluded; a day counts to its end. */
  public Optional<Instant> until(String name) {
    return read(
        name,
        "Send an instant such as 2026-05-31T12:00:00Z, or a day.",
        text ->
            parseInstant(text)
                .map(instant ->
                    DAY.matcher(text).matches() ? instant.plus(Duration.ofDays(1)) : instant));
  }

  /** An amount with no more decimals than its currency has. */
  public Optional<BigDecimal> amount(String name, Currency currency) {
    int decimals = currency.getDefaultFractionDigits();
    return read(
        name,
        "Send digits with at most %d decimals, such as %s."
            .formatted(decimals, Money.ofMinor(2_500_000, currency).toDecimal().toPlainString()),
        text ->
            Optional.of(text)
                .filter(AMOUNT.asMatchPredicate())
                .map(BigDecimal::new)
                .filter(amount -> amount.scale() <= decimals));
  }

  /** The code of a currency that has a minor unit. */
  public Optional<Currency> currency(String name) {
    return value(
        name,
        code -> Money.zero(Currency.getInstance(code)).currency(),
        "Send the code of a currency, such as EUR.");
  }

  /** A whole number within bounds. */
  public Optional<Integer> whole(String name, int min, int max) {
    return read(
        name,
        "Send a whole number from " + min + " to " + max + ".",
        text -> {
          if (!text.chars().allMatch(c -> c >= '0' && c <= '9') || text.length() > 10) {
            return Optional.empty();
          }
          long number = Long.parseLong(text);
          return number < min || number > max ? Optional.empty() : Optional.of((int) number);
        });
  }

  /** A flag; false if it is missing. */
  public boolean flag(String name) {
    return read(
            name,
            "Send true or false.",
            text ->
                text.equals("true") || text.equals("false")
                    ? Optional.of(text.equals("true"))
                    : Optional.empty())
        .orElse(false);
  }

  /** The size of a page: 1 to 100, 20 if it is missing. */
  public int limit() {
    return whole("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
  }

  /** The cursor from the previous page. Whether it is valid is checked by the list. */
  public Optional<String> cursor() {
    return read(CURSOR, BAD_CURSOR, text -> decoded(text).filter(Text::isClean));
  }

  /** The problem if the list does not accept the cursor. */
  Problem badCursor() {
    return Problem.invalid(List.of(new FieldError(CURSOR, "invalid", BAD_CURSOR)));
  }

  boolean hasCursor() {
    return given.containsKey(CURSOR);
  }

  /**
   * Ends the call if a parameter is invalid or unknown.
   *
   * @throws ProblemException with everything that is
   */
  public void end() {
    for (var name : given.keySet()) {
      if (!asked.contains(name)) {
        var known = String.join(", ", asked);
        var message = known.isEmpty() ? "There are no parameters here." : "There is " + known + ".";
        errors.add(new FieldError(name, "unknown-parameter", message));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
  }

  /** The cursor that stands for a position. */
  static String cursorOf(String position) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
  }

  private static Optional<String> decoded(String cursor) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** This query with another cursor, as a link. */
  String linkTo(String cursor) {
    var parameters = new ArrayList<String>();
    for (var name : asked) {
      if (!name.equals(CURSOR)) {
        given.getOrDefault(name, List.of()).forEach(value -> parameters.add(pair(name, value)));
      }
    }
    parameters.add(pair(CURSOR, cursor));
    return path + "?" + String.join("&", parameters);
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, UTF_8);
  }

  private <T> Optional<T> read(String name, String message, Function<String, Optional<T>> reader) {
    asked.add(name);
    var values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      errors.add(new FieldError(name, "repeated", "Send this once."));
      return Optional.empty();
    }
    if (values.isEmpty() || values.getFirst().isEmpty()) {
      return Optional.empty();
    }
    var text = values.getFirst();
    var read =
        text.length() <= MAX_LENGTH && Text.isClean(text)
            ? reader.apply(text)
            : Optional.<T>empty();
    if (read.isEmpty()) {
      errors.add(new FieldError(name, "invalid", message));
    }
    return read;
  }

  /** The years that days are written in. */
  private static boolean isStorable(Instant instant) {
    return !instant.isBefore(FIRST) && instant.isBefore(END);
  }

  private static Optional<LocalDate> parseDay(String text) {
    try {
      return DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> parseInstant(String text) {
    try {
      var instant =
          DAY.matcher(text).matches() ? Instant.parse(text + "T00:00:00Z") : Instant.parse(text);
      return Optional.of(instant).filter(Query::isStorable);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
