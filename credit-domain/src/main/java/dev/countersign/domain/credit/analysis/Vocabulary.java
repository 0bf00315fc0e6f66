package dev.countersign.domain.credit.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** All that checks, facts and reasons can be, by name: the standard ones and what is added. */
final class Vocabulary {
  private final List<Class<? extends Check>> checks = new ArrayList<>();
  private final Map<String, FactKey<?>> facts = new TreeMap<>();
  private final Map<String, ReasonCode> reasons = new TreeMap<>();

  private Vocabulary(Iterable<AnalysisExtension> extensions) {
    add(new Standard());
    extensions.forEach(this::add);
  }

  /** Of this process. */
  static Vocabulary get() {
    return Loaded.VOCABULARY;
  }

  /**
   * @throws IllegalArgumentException if two facts or reasons have one name
   */
  static Vocabulary of(AnalysisExtension... extensions) {
    return new Vocabulary(List.of(extensions));
  }

  private void add(AnalysisExtension extension) {
    checks.addAll(extension.checks());
    putAll(facts, extension.facts(), FactKey::name);
    putAll(reasons, extension.reasons(), ReasonCode::name);
  }

  private static <T> void putAll(
      Map<String, T> all, List<? extends T> more, Function<? super T, String> name) {
    for (var each : more) {
      if (all.putIfAbsent(name.apply(each), each) != null) {
        throw new IllegalArgumentException("an extension brings again: " + each);
      }
    }
  }

  List<Class<? extends Check>> checks() {
    return List.copyOf(checks);
  }

  Collection<FactKey<?>> facts() {
    return facts.values();
  }

  FactKey<?> fact(String name) {
    return named(facts, name, "fact");
  }

  ReasonCode reason(String name) {
    return named(reasons, name, "reason");
  }

  private static <T> T named(Map<String, T> all, String name, String kind) {
    var found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "no %s has the name %s, only %s".formatted(kind, name, all.keySet()));
    }
    return found;
  }

  private static final class Loaded {
    static final Vocabulary VOCABULARY =
        new Vocabulary(
            ServiceLoader.load(AnalysisExtension.class, Vocabulary.class.getClassLoader()));
  }

  private static final class Standard implements AnalysisExtension {
    @Override
    public List<Class<? extends Check>> checks() {
      return List.of(
          Check.BureauRestriction.class,
          Check.MinimumRating.class,
          Check.MinimumIncome.class,
          Check.MaximumDebtToIncome.class,
          Check.MinimumConfidence.class,
          Check.LoanToValue.class);
    }

    @Override
    public List<FactKey<?>> facts() {
      return List.of(FactKey.BUREAU, FactKey.PROPERTY_VALUE);
    }

    @Override
    public List<ReasonCode> reasons() {
      return ReasonCode.standard();
    }
  }
}
