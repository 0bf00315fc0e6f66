package dev.countersign.domain.credit.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stages a request passes, lowest first.
 *
 * @param stages at least one, strictly ascending
 */
public record Route(List<Stage> stages) {
  public Route {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a route has at least one stage");
    }
    for (int i = 1; i < stages.size(); i++) {
      if (stages.get(i).compareTo(stages.get(i - 1)) <= 0) {
        throw new IllegalArgumentException("the stages of a route ascend: " + stages);
      }
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
    return stages.stream().filter(later -> later.compareTo(stage) > 0).findFirst();
  }

  /** This route, lengthened level by level until it reaches the stage. */
  public Route atLeastTo(Stage stage) {
    return last().compareTo(stage) < 0 ? withNextStage().atLeastTo(stage) : this;
  }

  /** This route and the next level up, if there is one: what a doubt in the analysis asks for. */
  public Route withNextStage() {
    return last()
        .next()
        .map(next -> {
          var longer = new ArrayList<>(stages);
          longer.add(next);
          return new Route(longer);
        })
        .orElse(this);
  }
}
