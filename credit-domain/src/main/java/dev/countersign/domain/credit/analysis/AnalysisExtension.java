package dev.countersign.domain.credit.analysis;

import java.util.List;

/**
 * Adds to what an analysis can look at: kinds of {@link Check} for policies to list, facts for them
 * to need, reasons for them to give. Found by {@link java.util.ServiceLoader} beside this library,
 * once for the life of the process.
 *
 * <p>What was added can't be taken away again while a stored policy or analysis names it: those
 * that do can't be read without it.
 */
public interface AnalysisExtension {
  /** Public records; each is written with its name in kebab case as its {@code type}. */
  default List<Class<? extends Check>> checks() {
    return List.of();
  }

  default List<FactKey<?>> facts() {
    return List.of();
  }

  default List<ReasonCode> reasons() {
    return List.of();
  }
}
