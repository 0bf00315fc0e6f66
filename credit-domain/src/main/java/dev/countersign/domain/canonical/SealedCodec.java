package dev.countersign.domain.canonical;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One of the records that a sealed interface permits, or the form of an open one lists, which
 * differ by its kebab-case name.
 */
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

  /** Of an open interface, whose kinds its form lists. */
  static Codec ofKinds(Collection<? extends Class<?>> kinds) {
    var byClass = new HashMap<Class<?>, RecordCodec>();
    var byTag = new TreeMap<String, RecordCodec>();
    kinds.forEach(kind -> add(kind, List.of(), byClass, byTag));
    return new SealedCodec(byClass, byTag);
  }

  private static void add(
      Class<?> kind,
      List<Type> arguments,
      Map<Class<?>, RecordCodec> byClass,
      Map<String, RecordCodec> byTag) {
    var tag = tag(kind);
    var codec = RecordCodec.of(kind, arguments, Optional.of(tag));
    byClass.put(kind, codec);
    if (byTag.put(tag, codec) != null) {
      throw new IllegalArgumentException("two kinds are written as " + tag);
    }
  }

  private static void collect(
      Class<?> type,
      List<Type> arguments,
      Map<Class<?>, RecordCodec> byClass,
      Map<String, RecordCodec> byTag) {
    for (var permitted : type.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        add(permitted, arguments, byClass, byTag);
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
    var codec = byClass.get(value.getClass());
    if (codec == null) {
      throw new IllegalArgumentException(
          value.getClass() + " is none of the kinds " + byTag.keySet());
    }
    codec.write(out, value);
  }

  @Override
  public Object read(Object json, String place) {
    Map<?, ?> object = Codec.expect(Map.class, json, place);
    var tag = object.get(RecordCodec.TAG);
    var codec = byTag.get(String.valueOf(tag));
    if (codec == null) {
      throw Codec.refusal(
          place,
          "needs a member \"type\", one of "
              + byTag.keySet()
              + (tag instanceof String unknown ? "; there is no \"" + unknown + "\"" : ""));
    }
    return codec.read(json, place);
  }
}
