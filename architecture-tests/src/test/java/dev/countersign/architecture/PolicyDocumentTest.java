package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.canonical.CanonicalForm;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Inline;
import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PolicyReview;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The policy's schema and its page say what the code reads, member by member. */
class PolicyDocumentTest {
  private static final Path SCHEMA = Path.of("..", "docs", "policy.schema.json");
  private static final Path PAGE = Path.of("..", "docs", "policy.md");

  /** Written as texts by themselves. */
  private static final Set<Class<?>> TEXTS = Set.of(AnnualRate.class);

  @Test
  void the_schema_has_the_members_that_the_code_reads() throws IOException {
    var defined = object(schema(), "$defs");

    for (var record : records()) {
      var name = record.getSimpleName();
      var described = object(defined, name);
      assertThat(object(described, "properties").keySet())
          .as(name)
          .containsExactlyInAnyOrderElementsOf(members(record).keySet());
      assertThat((List<?>) described.get("required"))
          .as(name + ", required")
          .map(String::valueOf)
          .containsExactlyInAnyOrderElementsOf(
              members(record).entrySet().stream()
                  .filter(member -> !member.getValue())
                  .map(Map.Entry::getKey)
                  .toList());
      assertThat(described.get("additionalProperties")).as(name).isEqualTo(false);
    }
  }

  @Test
  void the_schema_has_the_constants_and_kinds_that_the_code_knows() throws IOException {
    var text = Files.readString(SCHEMA);

    for (var type : enums()) {
      var constants =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> "\"" + ((Enum<?>) constant).name() + "\"")
              .toList();
      assertThat(text).as(type.getSimpleName()).contains(String.join(", ", constants));
    }
    for (var kind : kinds()) {
      assertThat(text).contains("{\"const\": \"" + CanonicalJson.typeOf(kind) + "\"}");
    }
  }

  @Test
  void the_page_explains_every_member() throws IOException {
    var page = Files.readString(PAGE);

    for (var record : records()) {
      for (var member : members(record).keySet()) {
        if (!member.equals("type") && !record.equals(Money.class)) {
          assertThat(page).as(record.getSimpleName()).contains("`" + member + "`");
        }
      }
    }
    for (var kind : kinds()) {
      assertThat(page).contains("`" + CanonicalJson.typeOf(kind) + "`");
    }
  }

  @Test
  void the_page_names_every_reason_for_which_a_policy_is_refused() throws IOException {
    var sources =
        Stream.of("PolicyReview", "LimitReview")
            .map(name ->
                Path.of("..", "credit-domain/src/main/java")
                    .resolve(PolicyReview.class.getPackageName().replace('.', '/'))
                    .resolve(name + ".java"))
            .toList();
    var page = Files.readString(PAGE);

    var codes = new TreeSet<String>();
    for (var source : sources) {
      var matcher = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\",").matcher(Files.readString(source));
      while (matcher.find()) {
        codes.add(matcher.group(1));
      }
    }
    assertThat(codes).contains("no-checks", "always-fails", "invalid", "fewer-approvers");
    assertThat(codes).allSatisfy(code -> assertThat(page).contains("`" + code + "`"));
  }

  /** JSON is YAML. */
  private static Map<?, ?> schema() throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(SCHEMA));
  }

  @SuppressWarnings("unchecked") // The names of members are texts.
  private static Map<String, Object> object(Map<?, ?> owner, String member) {
    assertThat(owner.get(member)).as(member).isInstanceOf(Map.class);
    return (Map<String, Object>) owner.get(member);
  }

  /** The members of a record's object, and whether each may be left out. */
  private static Map<String, Boolean> members(Class<?> record) {
    var members = new LinkedHashMap<String, Boolean>();
    if (kinds().contains(record)) {
      members.put("type", false);
    }
    for (var component : record.getRecordComponents()) {
      if (component.getType().isAnnotationPresent(Inline.class)) {
        members.putAll(members(component.getType()));
      } else {
        members.put(component.getName(), component.getType() == Optional.class);
      }
    }
    if (record == Money.class) {
      return Map.of("amount", false, "currency", false);
    }
    return members;
  }

  /** All records that have an object of their own in a policy. */
  private static Set<Class<?>> records() {
    var records = new LinkedHashSet<Class<?>>();
    reached().stream()
        .filter(Class::isRecord)
        .filter(type -> type == Money.class || !isBare(type))
        .filter(type -> !type.isAnnotationPresent(Inline.class))
        .forEach(records::add);
    return records;
  }

  private static List<Class<?>> enums() {
    return reached().stream().<Class<?>>map(type -> type).filter(Class::isEnum).toList();
  }

  /** The records behind sealed interfaces, and the checks. */
  private static Set<Class<?>> kinds() {
    var kinds = new LinkedHashSet<Class<?>>();
    for (var type : reached()) {
      if (type.isSealed() || type == Check.class) {
        kinds.addAll(kindsOf(type));
      }
    }
    return kinds;
  }

  private static List<? extends Class<?>> kindsOf(Class<?> type) {
    return type == Check.class
        ? List.copyOf(new Check.AsKind().kinds())
        : List.of(type.getPermittedSubclasses());
  }

  /** A record around one value is written as that value. */
  private static boolean isBare(Class<?> record) {
    var components = record.getRecordComponents();
    return (components.length == 1 && components[0].getName().equals("value"))
        || record.isAnnotationPresent(CanonicalForm.class)
        || !record.getPackageName().startsWith("dev.countersign");
  }

  private static Set<Class<?>> reached() {
    var reached = new LinkedHashSet<Class<?>>();
    var waiting = new ArrayDeque<Class<?>>(List.of(CreditPolicy.class));
    while (!waiting.isEmpty()) {
      var type = waiting.remove();
      if (!type.getName().startsWith("dev.countersign")
          || TEXTS.contains(type)
          || !reached.add(type)) {
        continue;
      }
      if (type.isSealed() || type == Check.class) {
        waiting.addAll(kindsOf(type));
      } else if (type.isRecord() && type != Money.class) {
        for (RecordComponent component : type.getRecordComponents()) {
          waiting.addAll(classes(component.getGenericType()));
        }
      }
    }
    return reached;
  }

  private static List<Class<?>> classes(Type type) {
    return type instanceof ParameterizedType generic
        ? Arrays.stream(generic.getActualTypeArguments())
            .flatMap(argument -> classes(argument).stream())
            .toList()
        : List.of((Class<?>) type);
  }
}
