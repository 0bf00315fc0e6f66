package dev.countersign.domain.canonical;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One of the records that a sealed interface permits, told apart by its kebab-case name. */
record SealedCodec(Map<Class<?>, RecordCodec> byClass, Map<String, RecordCodec> byTag)
    implements Codec {
  /**
   * @param arguments what stands for the type's variables; its records have the same ones
   */
  static Codec of(Class<?> type, List<Type> arguments) {
    var byClass = new HashMap<Class<?>, RecordCodec>();
    var byTag = new TreeMap<String, RecordCodec>();
    collect(type, arguments, byClass, byTag);
    return new SealedCodec(byClass, byTag);
  }

  private static void collect(
      Class<?> type,
      List<Type> arguments,
      Map<Class<?>, RecordCodec> byClass,
      Map<String, RecordCodec> byTag) {
    for (var permitted : type.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        var tag = tag(permitted);
        var codec = RecordCodec.of(permitted, arguments, Optional.of(tag));
        byClass.put(permitted, codec);
        byTag.put(tag, codec);
      } else {
        collect(permitted, arguments, byClass, byTag);
      }
    }
  }

  private static final ClassValue<String> TAGS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return type.getSimpleName()
              .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
              .toLowerCase(Locale.ROOT);
        }
      };

  /** {@code MinimumIncome} is written as {@code minimum-income}. */
  static String tag(Class<?> type) {
    return TAGS.get(type);
  }

  @Override
  public void write(StringBuilder out, Object value) {
    requireNonNull(byClass.get(value.getClass())).write(out, value);
  }

  @Override
  public Object read(Object json, String place) {
    Map<?, ?> object = Codec.expect(Map.class, json, place);
    var codec = byTag.get(String.valueOf(object.get(RecordCodec.TAG)));
    if (codec == null) {
      throw Codec.refusal(place, "needs a member \"type\", one of " + byTag.keySet());
    }
    return codec.read(json, place);
  }
}
