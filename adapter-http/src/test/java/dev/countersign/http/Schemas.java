package dev.countersign.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** As much of JSON Schema as the description makes use of. */
final class Schemas {
  private final JsonNode document;

  Schemas(JsonNode document) {
    this.document = document;
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }

  /** Where and how a value differs from a schema. */
  List<String> flaws(JsonNode schema, JsonNode value, String place) {
    var rules = resolved(schema);
    var flaws = new ArrayList<String>();
    if (rules.has("oneOf")) {
      long fitting =
          rules
              .get("oneOf")
              .valueStream()
              .filter(one -> flaws(one, value, place).isEmpty())
              .count();
      if (fitting != 1) {
        flaws.add(place + " fits " + fitting + " of its forms: " + value);
      }
    }
    if (rules.has("type") && types(rules.get("type")).noneMatch(type -> isA(type, value))) {
      flaws.add(place + " is no " + rules.get("type") + ": " + value);
    }
    if (rules.has("enum") && rules.get("enum").valueStream().noneMatch(value::equals)) {
      flaws.add(place + " is none of " + rules.get("enum") + ": " + value);
    }
    if (rules.has("const") && !rules.get("const").equals(value)) {
      flaws.add(place + " is not " + rules.get("const"));
    }
    if (rules.has("pattern")
        && value.isString()
        && !value.asString().matches(rules.get("pattern").asString())) {
      flaws.add(place + " is not of the form " + rules.get("pattern") + ": " + value);
    }
    if (value.isArray() && rules.has("items")) {
      value.forEach(item -> flaws.addAll(flaws(rules.get("items"), item, place + "[]")));
    }
    if (value.isObject()) {
      flaws.addAll(memberFlaws(rules, value, place));
    }
    return flaws;
  }

  private List<String> memberFlaws(JsonNode rules, JsonNode value, String place) {
    var flaws = new ArrayList<String>();
    rules
        .path("required")
        .valueStream()
        .filter(name -> !value.has(name.asString()))
        .forEach(name -> flaws.add(place + " lacks " + name));
    value
        .propertyStream()
        .forEach(member -> {
          var name = member.getKey();
          var inside = place + "." + name;
          var declared = rules.path("properties").path(name);
          var others = rules.path("additionalProperties");
          if (!declared.isMissingNode()) {
            flaws.addAll(flaws(declared, member.getValue(), inside));
          } else if (others.isObject()) {
            flaws.addAll(flaws(others, member.getValue(), inside));
          } else if (others.isBoolean() && !others.booleanValue()) {
            flaws.add(inside + " is not described");
          }
        });
    return flaws;
  }

  private static Stream<String> types(JsonNode type) {
    return type.isArray() ? type.valueStream().map(JsonNode::asString) : Stream.of(type.asString());
  }

  private static boolean isA(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("a type unknown here: " + type);
    };
  }
}
