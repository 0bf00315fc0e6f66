package dev.countersign.persistence.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.Query;

/**
 * What the rows of a list must satisfy. Only the conditions that were asked for are in the
 * statement, so that the planner sees which index serves them.
 */
public final class Conditions {
  private final List<String> all = new ArrayList<>();
  private final List<Consumer<Query>> bindings = new ArrayList<>();

  /**
   * Adds a condition if it has a value.
   *
   * @param parameter by which the condition names the value
   */
  public void add(String condition, String parameter, Optional<?> value) {
    value.ifPresent(present -> {
      if (Write.isStorable(present.toString())) {
        all.add(condition);
        bindings.add(query -> query.bind(parameter, present));
      } else {
        all.add("false");
      }
    });
  }

  /** Adds a condition on an array of texts. */
  public void addTexts(String condition, String parameter, Collection<String> texts) {
    all.add(condition);
    bindings.add(query -> query.bindArray(parameter, String.class, texts));
  }

  /** The {@code where} clause; empty without conditions. */
  public String where() {
    return all.isEmpty() ? "" : "where " + String.join(" and ", all);
  }

  /** A query with the values in place, planned for just these. */
  public Query bind(Query query) {
    bindings.forEach(binding -> binding.accept(query));
    return query.addCustomizer(PlannedEachTime.INSTANCE);
  }
}
