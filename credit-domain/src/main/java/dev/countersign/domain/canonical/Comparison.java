package dev.countersign.domain.canonical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds where two parsed texts differ, member by member. */
final class Comparison {
  /** What names an item of a list; the first that all items have and that differs is taken. */
  private static final List<String> NAMES = List.of("code", "type");

  private final List<Difference> found = new ArrayList<>();

  private Comparison() {}

  static List<Difference> of(Object one, Object other) {
    var comparison = new Comparison();
    comparison.compare("$", one, other);
    return List.copyOf(comparison.found);
  }

  private void compare(String path, @Nullable Object one, @Nullable Object other) {
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b && !isMoney(a)) {
      members(path + ".", "", a, b);
    } else if (one instanceof List<?> a && other instanceof List<?> b) {
      var named = named(a).flatMap(from -> named(b).map(to -> List.of(from, to)));
      if (named.isPresent()) {
        members(path + "[", "]", named.get().getFirst(), named.get().getLast());
      } else if (!a.equals(b)) {
        note(path, one, other);
      }
    } else if (one == null || !one.equals(other)) {
      note(path, one, other);
    }
  }

  /** An amount and its currency are one value to people. */
  private static boolean isMoney(Map<?, ?> object) {
    return object.containsKey("amount") && object.containsKey("currency") && object.size() == 2;
  }

  private void members(String before, String after, Map<?, ?> one, Map<?, ?> other) {
    var names = new TreeSet<String>();
    one.keySet().forEach(name -> names.add((String) name));
    other.keySet().forEach(name -> names.add((String) name));
    for (var name : names) {
      compare(before + name + after, one.get(name), other.get(name));
    }
  }

  /** The items by their names, if each has one of its own. */
  private static Optional<Map<String, Object>> named(List<?> items) {
    return NAMES.stream().map(member -> named(items, member)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Map<String, Object>> named(List<?> items, String member) {
    var byName = new LinkedHashMap<String, Object>();
    for (var item : items) {
      if (!(item instanceof Map<?, ?> object)
          || !(object.get(member) instanceof String name)
          || byName.put(name, item) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(byName);
  }

  private void note(String path, @Nullable Object one, @Nullable Object other) {
    found.add(new Difference(path, text(one), text(other)));
  }

  private static Optional<String> text(@Nullable Object parsed) {
    return Optional.ofNullable(parsed).map(JsonValue::of).map(JsonValue::toString);
  }
}
