package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.canonical.CanonicalForm;
import dev.countersign.domain.canonical.Form;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All the analysis learned from outside: a short list of facts, each once, sorted by name. It is an
 * array that is searched by identity, because every check of every analysis looks into it.
 */
@CanonicalForm(Facts.AsMembers.class)
public final class Facts {
  private static final Facts NONE = new Facts(new FactKey<?>[0], new Fact<?>[0]);

  private final FactKey<?>[] keys;
  private final Fact<?>[] facts;

  private Facts(FactKey<?>[] keys, Fact<?>[] facts) {
    this.keys = keys;
    this.facts = facts;
  }

  /** For proposals that say everything themselves. */
  public static Facts none() {
    return NONE;
  }

  public static <T> Facts of(FactKey<T> key, Fact<T> fact) {
    return NONE.with(key, fact);
  }

  /** These and one more, in the place of what was known of it. */
  public <T> Facts with(FactKey<T> key, Fact<T> fact) {
    return put(key, fact);
  }

  private Facts put(FactKey<?> key, Fact<?> fact) {
    var byKey = new TreeMap<FactKey<?>, Fact<?>>(Comparator.comparing(FactKey::name));
    for (int i = 0; i < keys.length; i++) {
      byKey.put(keys[i], facts[i]);
    }
    byKey.put(key, fact);
    return new Facts(
        byKey.keySet().toArray(FactKey<?>[]::new), byKey.values().toArray(Fact<?>[]::new));
  }

  /** What is known; undetermined if nobody was asked. */
  @SuppressWarnings("unchecked") // A fact is put in with a key of its type.
  public <T> Fact<T> of(FactKey<T> key) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] == key) {
        return (Fact<T>) facts[i];
      }
    }
    return key.nobodyAsked();
  }

  public boolean has(FactKey<?> key) {
    for (var each : keys) {
      if (each == key) {
        return true;
      }
    }
    return false;
  }

  /** Sorted by name. */
  public List<FactKey<?>> keys() {
    return List.of(keys);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Facts that
        && Arrays.equals(keys, that.keys)
        && Arrays.equals(facts, that.facts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(keys), Arrays.hashCode(facts));
  }

  @Override
  public String toString() {
    return AsMembers.byName(this).toString();
  }

  /** As an object of the facts there are. */
  static final class AsMembers implements Form.Members<Facts> {
    private final Vocabulary vocabulary = Vocabulary.get();

    @Override
    public Map<String, Member> known() {
      var members = new LinkedHashMap<String, Member>();
      for (var key : vocabulary.facts()) {
        members.put(key.name(), new Member(Fact.class, List.of(key.answer())));
      }
      return members;
    }

    @Override
    public Map<String, ?> write(Facts facts) {
      for (var key : facts.keys) {
        if (vocabulary.fact(key.name()) != key) {
          throw new IllegalArgumentException("no extension lists the fact " + key);
        }
      }
      return byName(facts);
    }

    @Override
    public Facts read(Map<String, ?> members) {
      var facts = NONE;
      for (var member : members.entrySet()) {
        facts = facts.put(vocabulary.fact(member.getKey()), (Fact<?>) member.getValue());
      }
      return facts;
    }

    private static Map<String, Fact<?>> byName(Facts facts) {
      var byName = new LinkedHashMap<String, Fact<?>>();
      for (int i = 0; i < facts.keys.length; i++) {
        byName.put(facts.keys[i].name(), facts.facts[i]);
      }
      return byName;
    }
  }
}
