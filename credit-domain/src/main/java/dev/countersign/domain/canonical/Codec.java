package dev.countersign.domain.canonical;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values of one Java type are written and read. */
interface Codec {
  void write(StringBuilder out, Object value);

  /**
   * @param json what {@link JsonText} made of the text
   * @param place where in the document it stands, for the error
   */
  Object read(Object json, String place);

  /** The codec of a type; classes are looked at once and remembered. */
  static Codec of(Type type) {
    if (type instanceof ParameterizedType generic) {
      var arguments = generic.getActualTypeArguments();
      return switch (generic.getRawType().getTypeName()) {
        case "java.util.List" -> new ListCodec(of(arguments[0]));
        case "java.util.Set" -> new SetCodec(of(arguments[0]));
        case "java.util.Map" -> new MapCodec(of(arguments[0]), of(arguments[1]));
        default -> make((Class<?>) generic.getRawType(), List.of(arguments));
      };
    }
    var known = Known.CODECS.get(type);
    if (known == null) {
      known = make((Class<?>) type, List.of());
      Known.CODECS.put(type, known);
    }
    return known;
  }

  /** The codec of a generic type; made anew each time. */
  static Codec of(Class<?> type, List<Type> arguments) {
    return arguments.isEmpty() ? of(type) : make(type, arguments);
  }

  /**
   * @param arguments what stands for the type's variables
   */
  private static Codec make(Class<?> type, List<Type> arguments) {
    var form = type.getAnnotation(CanonicalForm.class);
    if (form != null) {
      return FormCodec.of(type, form);
    }
    if (type.isRecord()) {
      return RecordCodec.of(type, arguments);
    }
    if (type.isSealed()) {
      return SealedCodec.of(type, arguments);
    }
    if (type.isEnum()) {
      return EnumCodec.of(type);
    }
    throw new IllegalArgumentException("no canonical form for " + type);
  }

  /** Codecs that exist already: the leaves from the start, records as they are met. */
  final class Known {
    static final Map<Type, Codec> CODECS = new ConcurrentHashMap<>();

    private Known() {}

    static {
      CODECS.put(String.class, new Text<>(String.class, s -> s, s -> s));
      CODECS.put(
          BigDecimal.class,
          new Text<>(BigDecimal.class, BigDecimal::toPlainString, BigDecimal::new));
      CODECS.put(UUID.class, new Text<>(UUID.class, UUID::toString, UUID::fromString));
      CODECS.put(
          LocalDate.class, new Text<>(LocalDate.class, LocalDate::toString, LocalDate::parse));
      CODECS.put(
          LocalTime.class, new Text<>(LocalTime.class, LocalTime::toString, LocalTime::parse));
      CODECS.put(Instant.class, new Text<>(Instant.class, Instant::toString, Instant::parse));
      CODECS.put(ZoneId.class, new Text<>(ZoneId.class, ZoneId::getId, ZoneId::of));
      CODECS.put(
          Currency.class,
          new Text<>(Currency.class, Currency::getCurrencyCode, Currency::getInstance));
      CODECS.put(
          AnnualRate.class,
          new Text<>(AnnualRate.class, r -> r.toPercent().toPlainString(), AnnualRate::ofPercent));
      CODECS.put(Money.class, new MoneyCodec());
      CODECS.put(JsonValue.class, new AnyCodec());
      CODECS.put(boolean.class, new BooleanCodec());
      CODECS.put(int.class, new IntegerCodec());
      CODECS.put(long.class, new LongCodec());
      CODECS.put(Integer.class, new IntegerCodec());
    }
  }

  /** A value written as a string. */
  record Text<T>(Class<T> type, Function<T, String> write, Function<String, T> read)
      implements Codec {
    @Override
    public void write(StringBuilder out, Object value) {
      JsonText.writeString(out, write.apply(type.cast(value)));
    }

    @Override
    public Object read(Object json, String place) {
      try {
        return read.apply(expect(String.class, json, place));
      } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
        throw refusal(place, "is no " + type.getSimpleName() + ": " + e.getMessage());
      }
    }
  }

  record MoneyCodec() implements Codec {
    @Override
    public void write(StringBuilder out, Object value) {
      var money = (Money) value;
      out.append("{\"amount\":\"").append(money.toDecimal().toPlainString());
      out.append("\",\"currency\":\"").append(money.currency().getCurrencyCode()).append("\"}");
    }

    @Override
    public Object read(Object json, String place) {
      var object = expect(Map.class, json, place);
      if (!object.keySet().equals(Set.of("amount", "currency"))) {
        throw refusal(place, "money is an amount and a currency, nothing else");
      }
      try {
        return Money.of(
            expect(String.class, object.get("amount"), place),
            Currency.getInstance(expect(String.class, object.get("currency"), place)));
      } catch (IllegalArgumentException e) {
        throw refusal(place, "is no money: " + e.getMessage());
      }
    }
  }

  record AnyCodec() implements Codec {
    @Override
    public void write(StringBuilder out, Object value) {
      ((JsonValue) value).write(out);
    }

    @Override
    public Object read(Object json, String place) {
      return JsonValue.of(json);
    }
  }

  record BooleanCodec() implements Codec {
    @Override
    public void write(StringBuilder out, Object value) {
      out.append(value);
    }

    @Override
    public Object read(Object json, String place) {
      return expect(Boolean.class, json, place);
    }
  }

  record IntegerCodec() implements Codec {
    @Override
    public void write(StringBuilder out, Object value) {
      out.append(value);
    }

    @Override
    public Object read(Object json, String place) {
      long number = expect(Long.class, json, place);
      if (number != (int) number) {
        throw refusal(place, "is too large: " + number);
      }
      return (int) number;
    }
  }

  record LongCodec() implements Codec {
    @Override
    public void write(StringBuilder out, Object value) {
      JsonText.writeInteger(out, (long) value);
    }

    @Override
    public Object read(Object json, String place) {
      return expect(Long.class, json, place);
    }
  }

  record EnumCodec(Map<String, Object> byName) implements Codec {
    static Codec of(Class<?> type) {
      var byName = new TreeMap<String, Object>();
      for (Object constant : type.getEnumConstants()) {
        byName.put(((Enum<?>) constant).name(), constant);
      }
      return new EnumCodec(byName);
    }

    @Override
    public void write(StringBuilder out, Object value) {
      out.append('"').append(((Enum<?>) value).name()).append('"');
    }

    @Override
    public Object read(Object json, String place) {
      var constant = byName.get(expect(String.class, json, place));
      if (constant == null) {
        throw refusal(place, "is not one of " + byName.keySet());
      }
      return constant;
    }
  }

  record ListCodec(Codec item) implements Codec {
    @Override
    public void write(StringBuilder out, Object value) {
      writeItems(out, (List<?>) value, (o, i) -> item.write(o, i));
    }

    @Override
    public Object read(Object json, String place) {
      var items = new ArrayList<>();
      for (Object each : expect(List.class, json, place)) {
        items.add(item.read(each, place + "[" + items.size() + "]"));
      }
      return List.copyOf(items);
    }
  }

  /** Sets have no order of their own: they are written in the order of their items' texts. */
  record SetCodec(Codec item) implements Codec {
    @Override
    public void write(StringBuilder out, Object value) {
      var texts =
          ((Set<?>) value)
              .stream()
                  .map(each -> {
                    var text = new StringBuilder();
                    item.write(text, each);
                    return text.toString();
                  })
                  .sorted()
                  .toList();
      writeItems(out, texts, (o, text) -> o.append(text));
    }

    @Override
    public Object read(Object json, String place) {
      var items = (List<?>) new ListCodec(item).read(json, place);
      var set = Set.copyOf(items);
      if (set.size() < items.size()) {
        throw refusal(place, "has an item twice");
      }
      return set;
    }
  }

  /**
   * Keys are whatever writes itself as a string: enums, ids, codes. They stand in the order of
   * those strings, not of the way they are quoted.
   */
  record MapCodec(Codec key, Codec value) implements Codec {
    @Override
    public void write(StringBuilder out, Object map) {
      var byKey = new TreeMap<String, Object>();
      for (var entry : ((Map<?, ?>) map).entrySet()) {
        var text = new StringBuilder();
        key.write(text, entry.getKey());
        byKey.put((String) JsonText.parse(text.toString()), entry.getValue());
      }
      out.append('{');
      var separator = "";
      for (var entry : byKey.entrySet()) {
        JsonText.writeString(out.append(separator), entry.getKey());
        value.write(out.append(':'), entry.getValue());
        separator = ",";
      }
      out.append('}');
    }

    @Override
    public Object read(Object json, String place) {
      var members = expect(Map.class, json, place);
      return ((Map<?, ?>) members)
          .entrySet().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      e -> key.read(e.getKey(), place),
                      e -> value.read(e.getValue(), place + "." + e.getKey())));
    }
  }

  private static <T> void writeItems(
      StringBuilder out, List<T> items, BiConsumer<StringBuilder, T> write) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write.accept(out, items.get(i));
    }
    out.append(']');
  }

  Map<Class<?>, String> KINDS =
      Map.of(
          String.class, "string",
          Long.class, "whole number",
          Boolean.class, "boolean",
          List.class, "array",
          Map.class, "object");

  static <T> T expect(Class<T> type, @Nullable Object json, String place) {
    if (!type.isInstance(json)) {
      throw refusal(place, "must be a JSON " + KINDS.get(type));
    }
    return type.cast(json);
  }

  static UnreadableJson refusal(String place, String why) {
    return new UnreadableJson(place, why);
  }

  /** The type inside, if the type is an {@link Optional}. */
  static Optional<Type> optional(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
        ? Optional.of(generic.getActualTypeArguments()[0])
        : Optional.empty();
  }
}
