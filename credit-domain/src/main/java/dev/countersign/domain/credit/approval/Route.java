package dev.countersign.domain.credit.approval;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The stages a request passes, lowest first, in the order that its policy gives them.
 *
 * @param stages at least one, each once
 */
public record Route(List<Stage> stages) {
  public Route {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a route has at least one stage");
    }
    if (new HashSet<>(stages).size() < stages.size()) {
      throw new IllegalArgumentException("a route passes each stage once: " + stages);
    }
  }

  public static Route of(Stage... stages) {
    return new Route(List.of(stages));
  }

  public Stage first() {
    return stages.getFirst();
  }

  public Stage last() {
    return stages.getLast();
  }

  /** The stage after that one, unless it is the last. */
  public Optional<Stage> after(Stage stage) {
    int next = stages.indexOf(stage) + 1;
    return next < stages.size() ? Optional.of(stages.get(next)) : Optional.empty();
  }
}
