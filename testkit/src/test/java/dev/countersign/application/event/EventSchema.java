package dev.countersign.application.event;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.JsonValue;
import dev.countersign.domain.credit.analysis.Figure;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.money.Money;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The JSON schema (2020-12) of an event as the code writes it. */
final class EventSchema {
  private static final Map<Type, Map<String, Object>> LEAVES =
      Map.of(
          String.class, Map.of("type", "string"),
          Figure.class, Map.of("type", "string", "description", "a decimal"),
          BigDecimal.class, Map.of("type", "string", "description", "a decimal"),
          ReasonCode.class, Map.of("type", "string", "pattern", "^[A-Z]+(_[A-Z]+)*$"),
          UUID.class, Map.of("type", "string", "format", "uuid"),
          Instant.class, Map.of("type", "string", "format", "date-time"),
          boolean.class, Map.of("type", "boolean"),
          int.class, Map.of("type", "integer"),
          long.class, Map.of("type", "integer"),
          Money.class, object(money(), List.of("amount", "currency")));

  private EventSchema() {}

  /** Of the whole message, as text. */
  static String of(String context, Class<? extends DomainEvent> event) {
    var type = context + "." + CanonicalJson.typeOf(event);
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "%s, version %d".formatted(type, EventEnvelope.VERSION));
    var members = new TreeMap<String, Object>();
    var required = new TreeSet<String>();
    for (var component : EventEnvelope.class.getRecordComponents()) {
      var inside = inside(component);
      members.put(component.getName(), of(inside.orElse(component.getGenericType())));
      if (inside.isEmpty()) {
        required.add(component.getName());
      }
    }
    members.put("type", Map.of("const", type));
    members.put("version", Map.of("const", EventEnvelope.VERSION));
    members.put("data", tagged(event));
    schema.putAll(object(members, required));
    var out = new StringBuilder();
    write(out, schema, "");
    return out.append('\n').toString();
  }

  private static Map<String, Object> of(Type type) {
    if (type.equals(JsonValue.class)) {
      return Map.of();
    }
    var leaf = LEAVES.get(type);
    if (leaf != null) {
      return leaf;
    }
    if (type instanceof ParameterizedType list && list.getRawType().equals(List.class)) {
      return ordered("type", "array", "items", of(list.getActualTypeArguments()[0]));
    }
    var known = (Class<?>) type;
    if (known.isEnum()) {
      var names = Arrays.stream(known.getEnumConstants()).map(String::valueOf).sorted().toList();
      return Map.of("enum", names);
    }
    if (known.isSealed()) {
      var kinds = Arrays.stream(known.getPermittedSubclasses()).map(EventSchema::tagged).toList();
      return Map.of("oneOf", kinds);
    }
    var components = known.getRecordComponents();
    return components.length == 1 && components[0].getName().equals("value")
        ? of(components[0].getGenericType())
        : record(known, Optional.empty());
  }

  /** A record behind a sealed interface. */
  private static Map<String, Object> tagged(Class<?> record) {
    return record(record, Optional.of(CanonicalJson.typeOf(record)));
  }

  private static Map<String, Object> record(Class<?> record, Optional<String> tag) {
    var members = new TreeMap<String, Object>();
    var required = new ArrayList<String>();
    for (var component : record.getRecordComponents()) {
      var inside = inside(component);
      members.put(component.getName(), of(inside.orElse(component.getGenericType())));
      if (inside.isEmpty()) {
        required.add(component.getName());
      }
    }
    tag.ifPresent(name -> {
      members.put("type", Map.of("const", name));
      required.add("type");
    });
    return object(members, required.stream().sorted().toList());
  }

  private static Optional<Type> inside(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType generic
            && generic.getRawType().equals(Optional.class)
        ? Optional.of(generic.getActualTypeArguments()[0])
        : Optional.empty();
  }

  private static Map<String, Object> money() {
    return new TreeMap<>(
        Map.of(
            "amount", Map.of("type", "string", "description", "a decimal"),
            "currency", Map.of("type", "string", "pattern", "^[A-Z]{3}$")));
  }

  private static Map<String, Object> object(Map<String, ?> members, Collection<String> required) {
    var schema = ordered("type", "object", "properties", members);
    schema.put("required", List.copyOf(required));
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> ordered(String key, Object value, String next, Object last) {
    var ordered = new LinkedHashMap<String, Object>();
    ordered.put(key, value);
    ordered.put(next, last);
    return ordered;
  }

  private static boolean isLarge(Map<?, ?> object) {
    return object.size() > 2 || object.values().stream().anyMatch(Map.class::isInstance);
  }

  private static void write(StringBuilder out, Object value, String indent) {
    var inner = indent + "  ";
    switch (value) {
      case Map<?, ?> object when isLarge(object) -> {
        var separator = "{\n";
        for (var member : object.entrySet()) {
          out.append(separator).append(inner).append('"').append(member.getKey()).append("\": ");
          write(out, member.getValue(), inner);
          separator = ",\n";
        }
        out.append('\n').append(indent).append('}');
      }
      case Map<?, ?> object -> {
        var separator = "{";
        for (var member : new TreeMap<Object, Object>(object).descendingMap().entrySet()) {
          out.append(separator).append('"').append(member.getKey()).append("\": ");
          write(out, member.getValue(), inner);
          separator = ", ";
        }
        out.append(object.isEmpty() ? "{}" : "}");
      }
      case List<?> items -> {
        var separator = "";
        out.append('[');
        for (var item : items) {
          write(out.append(separator), item, inner);
          separator = ", ";
        }
        out.append(']');
      }
      case String text -> out.append('"').append(text).append('"');
      default -> out.append(value);
    }
  }
}
