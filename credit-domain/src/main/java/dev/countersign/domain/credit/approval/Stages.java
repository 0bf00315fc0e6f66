package dev.countersign.domain.credit.approval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The stages of a policy, lowest first: the next line is the level above.
 *
 * @param value at least one, each stage once
 */
public record Stages(List<StageRules> value) {
  public Stages {
    value = List.copyOf(value);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a policy has at least one stage");
    }
    var codes = new HashSet<Stage>();
    for (var rules : value) {
      if (!codes.add(rules.code())) {
        throw new IllegalArgumentException("two stages have the code " + rules.code());
      }
    }
  }

  public static Stages of(StageRules... ascending) {
    return new Stages(List.of(ascending));
  }

  /** The codes, lowest first. */
  public List<Stage> codes() {
    return value.stream().map(StageRules::code).toList();
  }

  /**
   * @throws IllegalArgumentException if there is no such stage
   */
  public StageRules rules(Stage stage) {
    return value.get(rank(stage));
  }

  /** The level above, unless this is the highest. */
  public Optional<Level> above(Stage stage) {
    int next = rank(stage) + 1;
    return next < value.size() ? Optional.of(value.get(next).level()) : Optional.empty();
  }

  /** From 0, the lowest. */
  public int rank(Stage stage) {
    for (int i = 0; i < value.size(); i++) {
      if (value.get(i).code().equals(stage)) {
        return i;
      }
    }
    throw new IllegalArgumentException("the policy has no stage " + stage);
  }

  /**
   * @throws IllegalArgumentException if a stage of the route is none of these, or they don't ascend
   */
  public void requireAscending(Route route) {
    int last = -1;
    for (var stage : route.stages()) {
      int rank = rank(stage);
      if (rank <= last) {
        throw new IllegalArgumentException("the stages of a route ascend: " + route.stages());
      }
      last = rank;
    }
  }

  /** The route, lengthened level by level until it reaches the stage. */
  public Route reaching(Stage stage, Route route) {
    return rank(route.last()) < rank(stage) ? reaching(stage, lengthened(route)) : route;
  }

  /** The route and the next level up, if there is one: what a doubt in the analysis asks for. */
  public Route lengthened(Route route) {
    return above(route.last())
        .map(next -> {
          var longer = new ArrayList<>(route.stages());
          longer.add(next.stage());
          return new Route(longer);
        })
        .orElse(route);
  }
}
