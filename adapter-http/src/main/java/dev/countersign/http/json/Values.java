package dev.countersign.http.json;

import static java.util.stream.Collectors.joining;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.text.WrittenText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads single JSON values strictly: a text is no number. */
final class Values {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final int MAX_NUMBER_LENGTH = 40;

  private Values() {}

  static String string(JsonNode value) {
    if (!value.isString()) {
      throw new Flaw("wrong-type", "Send a text in quotes.");
    }
    var text = value.stringValue();
    if (!Text.isClean(text)) {
      throw new Flaw("invalid", "Leave out control characters and broken Unicode.");
    }
    return text;
  }

  static String text(JsonNode value, int maxLength) {
    var text = string(value);
    if (WrittenText.length(text) > maxLength) {
      throw new Flaw("too-long", "Write at most " + maxLength + " characters.");
    }
    WrittenText.flawOf(text)
        .ifPresent(flaw -> {
          throw switch (flaw) {
            case BLANK -> new Flaw("blank", "Write something: 1 to " + maxLength + " characters.");
            case HIDING ->
                new Flaw(
                    "hidden-character",
                    "Leave out characters that can't be seen or that turn the direction of"
                        + " writing.");
          };
        });
    return text;
  }

  static String matching(String text, Pattern form, String message) {
    if (!form.matcher(text).matches()) {
      throw new Flaw("invalid", message);
    }
    return text;
  }

  static <T> T value(String text, Function<String, T> type, String message) {
    try {
      return type.apply(text);
    } catch (IllegalArgumentException e) {
      throw new Flaw("invalid", message);
    }
  }

  static int whole(JsonNode value, int min, int max) {
    if (!value.isIntegralNumber()) {
      throw new Flaw("wrong-type", "Send a whole number without quotes.");
    }
    if (!value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
      throw new Flaw(
          "out-of-range",
          max == Integer.MAX_VALUE
              ? "Send a whole number of at least " + min + "."
              : "Send a whole number from " + min + " to " + max + ".");
    }
    return value.intValue();
  }

  static boolean bool(JsonNode value) {
    if (!value.isBoolean()) {
      throw new Flaw("wrong-type", "Send true or false without quotes.");
    }
    return value.booleanValue();
  }

  static <E extends Enum<E>> E choice(String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text))
        .findFirst()
        .orElseThrow(() -> new Flaw("invalid", "Choose one of " + names(type) + "."));
  }

  static <T> Set<T> values(JsonNode list, int max, Function<String, T> parser, String hint) {
    var values = new LinkedHashSet<T>();
    for (var element : array(list, max)) {
      try {
        values.add(parser.apply(string(element)));
      } catch (IllegalArgumentException e) {
        throw new Flaw("invalid", hint);
      }
    }
    return values;
  }

  static Set<String> choices(JsonNode value, Set<String> known) {
    var chosen = new LinkedHashSet<String>();
    for (var element : array(value, known.size())) {
      var text = string(element);
      if (!known.contains(text)) {
        throw new Flaw("invalid", "Choose from " + String.join(", ", known) + ".");
      }
      chosen.add(text);
    }
    if (chosen.isEmpty()) {
      throw new Flaw("invalid", "Choose at least one.");
    }
    return chosen;
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(joining(", "));
  }

  static LocalDate day(String text) {
    try {
      if (DAY.matcher(text).matches() && !text.startsWith("0000")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      // The form is right, but the day does not exist.
    }
    throw new Flaw("invalid", "Send a day such as 2026-05-31.");
  }

  static Currency currency(String code) {
    try {
      var currency = Currency.getInstance(code);
      if (currency.getDefaultFractionDigits() >= 0) {
        return currency;
      }
    } catch (IllegalArgumentException e) {
      // No currency has this code.
    }
    throw new Flaw("invalid", "Send the code of a currency, such as EUR.");
  }

  static BigDecimal amount(String text, Currency currency) {
    int decimals = currency.getDefaultFractionDigits();
    if (text.length() <= MAX_NUMBER_LENGTH && DECIMAL.matcher(text).matches()) {
      var amount = new BigDecimal(text);
      if (amount.scale() <= decimals) {
        return amount;
      }
    }
    throw new Flaw(
        "invalid", "Send digits with at most " + decimals + " decimals, such as 25000.00.");
  }

  static AnnualRate annualRate(JsonNode value) {
    if (!value.isString() && !value.isNumber()) {
      throw new Flaw("wrong-type", "Send a number, or one in quotes.");
    }
    try {
      var rate =
          value.isString()
              ? AnnualRate.ofPercent(string(value))
              : AnnualRate.ofPercent(value.decimalValue());
      if (!rate.isZero()) {
        return rate;
      }
    } catch (IllegalArgumentException e) {
      // Too many decimals, out of range, or no number at all.
    }
    throw new Flaw(
        "out-of-range", "Send percent a year, above 0 to 1000, with at most 6 decimals.");
  }

  static JsonNode object(JsonNode value) {
    if (!value.isObject()) {
      throw new Flaw("wrong-type", "Send a JSON object.");
    }
    return value;
  }

  static JsonNode array(JsonNode value, int max) {
    if (!value.isArray()) {
      throw new Flaw("wrong-type", "Send a JSON array.");
    }
    if (value.size() > max) {
      throw new Flaw("too-many", "Send at most " + max + ".");
    }
    return value;
  }
}
