package dev.countersign.http.json;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object being read. Members are asked for by name; whatever is wrong with one is noted, and
 * a stand-in returned, so that reading goes on and everything wrong is found at once, up to a
 * hundred errors, which end the call. What a body made of stand-ins says must not be used: {@link
 * #requireSound} ends the call instead.
 */
public final class Fields {
  private static final LocalDate SOME_DAY = LocalDate.EPOCH;

  /** Named in one answer. */
  private static final int MAX_ERRORS = 100;

  private static final Money SOME_MONEY = Money.ofMinor(1, Currency.getInstance("EUR"));

  private final @Nullable Fields parent;
  private final String name;
  private final @Nullable JsonNode node;
  private final List<FieldError> errors;
  private final Set<String> asked = new HashSet<>();

  /**
   * @param node absent if the object itself is missing or bad, which was noted then
   */
  private Fields(
      @Nullable Fields parent, String name, @Nullable JsonNode node, List<FieldError> errors) {
    this.parent = parent;
    this.name = name;
    this.node = node;
    this.errors = errors;
  }

  /** The whole body. */
  public static Fields of(JsonNode body) {
    var errors = new ArrayList<FieldError>();
    if (!body.isObject()) {
      errors.add(new FieldError("", "wrong-type", "Send a JSON object."));
      return new Fields(null, "", null, errors);
    }
    return new Fields(null, "", body, errors);
  }

  /** Reads a whole body, or ends the call with all of its errors. */
  public static <T> T read(JsonNode body, Function<Fields, T> reader) {
    var fields = of(body);
    var read = reader.apply(fields);
    fields.end();
    fields.requireSound(List::of);
    return read;
  }

  /**
   * Ends the call if there were errors.
   *
   * @param further what else is wrong with what was read; asked only if something was, and told as
   *     far as it is not about a stand-in
   */
  public void requireSound(Supplier<List<FieldError>> further) {
    if (!errors.isEmpty()) {
      var all = new ArrayList<>(errors);
      further.get().stream()
          .filter(error -> !isKnownBad(error.field()))
          .limit(MAX_ERRORS - all.size())
          .forEach(all::add);
      throw Problem.invalid(all).asException();
    }
  }

  private boolean isKnownBad(String field) {
    return errors.stream()
        .map(FieldError::field)
        .anyMatch(bad -> isWithin(field, bad) || isWithin(bad, field));
  }

  private static boolean isWithin(String field, String whole) {
    return field.startsWith(whole)
        && (whole.isEmpty()
            || field.length() == whole.length()
            || ".[".indexOf(field.charAt(whole.length())) >= 0);
  }

  /** Reports every unknown member. To be called after all known ones were read. */
  public void end() {
    if (node == null) {
      return;
    }
    for (var member : node.propertyNames()) {
      if (!asked.contains(member)) {
        note(member, "unknown-member", "Leave this out: there is no such member.");
      }
    }
  }

  /** A text of 1 to so many characters that is not blank. */
  public String text(String member, int maxLength) {
    return required(member, "?", value -> Values.text(value, maxLength));
  }

  /** A text that may be missing. */
  public Optional<String> optionalText(String member, int maxLength) {
    return optional(member, value -> Values.text(value, maxLength));
  }

  /** A text of a certain form; the message says which. */
  public String text(String member, Pattern form, String message) {
    return required(member, "?", value -> Values.matching(Values.string(value), form, message));
  }

  /** A text of a certain form that may be missing. */
  public Optional<String> optionalText(String member, Pattern form, String message) {
    return optional(member, value -> Values.matching(Values.string(value), form, message));
  }

  /**
   * A text that a type of the domain takes.
   *
   * @param type refuses other texts with an {@link IllegalArgumentException}
   */
  public <T> T value(String member, Function<String, T> type, T standIn, String message) {
    return required(member, standIn, value -> Values.value(Values.string(value), type, message));
  }

  /** A text that a type of the domain takes, or none. */
  public <T> Optional<T> optionalValue(String member, Function<String, T> type, String message) {
    return optional(member, value -> Values.value(Values.string(value), type, message));
  }

  /** A text taken as it is, of 0 to so many characters. */
  public String secret(String member, int maxLength) {
    return required(
        member,
        "?",
        value -> {
          var secret = Values.string(value);
          if (secret.length() > maxLength) {
            throw new Flaw("too-long", "Use at most " + maxLength + " characters.");
          }
          return secret;
        });
  }

  /** A text taken as it is, of 0 to so many characters, or none. */
  public Optional<String> optionalSecret(String member, int maxLength) {
    return ask(member).isPresent() ? Optional.of(secret(member, maxLength)) : Optional.empty();
  }

  /** A whole number. */
  public int whole(String member, int min, int max) {
    return required(member, min, value -> Values.whole(value, min, max));
  }

  /** A whole number that may be missing. */
  public Optional<Integer> optionalWhole(String member, int min, int max) {
    return optional(member, value -> Values.whole(value, min, max));
  }

  /** True or false. */
  public boolean bool(String member) {
    return required(member, false, Values::bool);
  }

  /** True or false, or missing. */
  public Optional<Boolean> optionalBool(String member) {
    return optional(member, Values::bool);
  }

  /** The name of a constant. */
  public <E extends Enum<E>> E choice(String member, Class<E> type) {
    return required(
        member, type.getEnumConstants()[0], value -> Values.choice(Values.string(value), type));
  }

  /**
   * A list of different values that may be empty.
   *
   * @param parser throws {@link IllegalArgumentException} for what is no such value
   */
  public <T> Set<T> values(String member, int max, Function<String, T> parser, String hint) {
    return required(member, Set.of(), value -> Values.values(value, max, parser, hint));
  }

  /** A list of at least one of these texts. */
  public Set<String> choices(String member, Set<String> known) {
    return required(member, Set.of(), value -> Values.choices(value, known));
  }

  /** A list of at least one of these texts, that may be missing. */
  public Optional<Set<String>> optionalChoices(String member, Set<String> known) {
    return optional(member, value -> Values.choices(value, known));
  }

  /** A day such as {@code 2026-05-31}. */
  public LocalDate day(String member) {
    return required(member, SOME_DAY, value -> Values.day(Values.string(value)));
  }

  /** A day that may be missing. */
  public Optional<LocalDate> optionalDay(String member) {
    return optional(member, value -> Values.day(Values.string(value)));
  }

  /** A rate above zero in percent a year: a text, or a number. */
  public AnnualRate annualRatePercent(String member) {
    return required(member, new AnnualRate(1), Values::annualRate);
  }

  /** An amount above zero. */
  public Money positiveMoney(String member) {
    return money(member, 1, "Give an amount above zero.");
  }

  /** An amount of zero or more. */
  public Money money(String member) {
    return money(member, 0, "Give an amount of zero or more.");
  }

  private Money money(String member, long minMinorUnits, String message) {
    var object = object(member);
    var currency =
        object.required(
            "currency", SOME_MONEY.currency(), value -> Values.currency(Values.string(value)));
    var amount =
        object.required(
            "amount", BigDecimal.ONE, value -> Values.amount(Values.string(value), currency));
    object.end();
    try {
      var money = Money.of(amount.setScale(currency.getDefaultFractionDigits()), currency);
      if (money.minorUnits() >= minMinorUnits) {
        return money;
      }
      note(member, "below-minimum", message);
    } catch (IllegalArgumentException e) {
      note(member, "too-large", "Give an amount of at most fifteen digits.");
    }
    return SOME_MONEY;
  }

  /** An object within this one. */
  public Fields object(String member) {
    var object =
        required(member, Optional.<JsonNode>empty(), value -> Optional.of(Values.object(value)));
    return new Fields(this, member, object.orElse(null), errors);
  }

  /** An object within this one as its text, which something else reads. */
  public String document(String member) {
    return required(member, "{}", value -> Values.object(value).toString());
  }

  /** An object within this one that may be missing. */
  public <T> Optional<T> optionalObject(String member, Function<Fields, T> reader) {
    var given = ask(member).isPresent();
    return given ? Optional.of(reader.apply(object(member))) : Optional.empty();
  }

  /** A list of up to so many objects; none if it is missing. */
  public <T> List<T> list(String member, int max, Function<Fields, T> reader) {
    var list = new ArrayList<T>();
    var elements = optional(member, value -> Values.array(value, max));
    if (elements.isPresent()) {
      for (var element : elements.get()) {
        list.add(reader.apply(element(member, list.size(), element)));
      }
    }
    return list;
  }

  private Fields element(String member, int index, JsonNode element) {
    var place = member + "[" + index + "]";
    if (!element.isObject()) {
      note(place, "wrong-type", "Send a JSON object.");
    }
    return new Fields(this, place, element.isObject() ? element : null, errors);
  }

  /** Reports an error in a member. */
  public void note(String member, String code, String message) {
    errors.add(new FieldError(path(member), code, message));
    if (errors.size() == MAX_ERRORS) {
      throw Problem.invalid(errors).asException();
    }
  }

  private String path(String member) {
    return parent == null ? member : parent.path(name) + "." + member;
  }

  private <T> T required(String member, T standIn, Function<JsonNode, T> reader) {
    var value = ask(member);
    if (value.isEmpty()) {
      if (node != null) {
        note(member, "required", "This is needed.");
      }
      return standIn;
    }
    return read(member, value.get(), reader).orElse(standIn);
  }

  private <T> Optional<T> optional(String member, Function<JsonNode, T> reader) {
    return ask(member).flatMap(value -> read(member, value, reader));
  }

  private Optional<JsonNode> ask(String member) {
    asked.add(member);
    return Optional.ofNullable(node).map(n -> n.get(member)).filter(value -> !value.isNull());
  }

  private <T> Optional<T> read(String member, JsonNode value, Function<JsonNode, T> reader) {
    try {
      return Optional.of(reader.apply(value));
    } catch (Flaw flaw) {
      note(member, flaw.code(), flaw.message());
      return Optional.empty();
    }
  }
}
