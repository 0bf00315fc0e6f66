package dev.countersign.domain.credit.approval;

import static dev.countersign.domain.credit.policy.StandardPolicy.ANALYST;
import static dev.countersign.domain.credit.policy.StandardPolicy.DIRECTOR;
import static dev.countersign.domain.credit.policy.StandardPolicy.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.party.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagesTest {
  private static final Stages STANDARD = StandardPolicy.get().stages();

  static Stream<Arguments> lengthened() {
    return Stream.of(
        arguments(Route.of(ANALYST), Route.of(ANALYST, MANAGER)),
        arguments(Route.of(ANALYST, MANAGER), Route.of(ANALYST, MANAGER, DIRECTOR)),
        arguments(Route.of(MANAGER), Route.of(MANAGER, DIRECTOR)),
        arguments(Route.of(ANALYST, MANAGER, DIRECTOR), Route.of(ANALYST, MANAGER, DIRECTOR)),
        arguments(Route.of(DIRECTOR), Route.of(DIRECTOR)));
  }

  @ParameterizedTest
  @MethodSource("lengthened")
  void a_doubt_adds_the_next_level_but_none_beyond_the_highest(Route route, Route longer) {
    assertThat(STANDARD.lengthened(route)).isEqualTo(longer);
  }

  @Test
  void the_longer_of_the_route_and_the_product_s_chain_holds() {
    assertThat(STANDARD.reaching(ANALYST, Route.of(ANALYST))).isEqualTo(Route.of(ANALYST));
    assertThat(STANDARD.reaching(MANAGER, Route.of(ANALYST))).isEqualTo(Route.of(ANALYST, MANAGER));
    assertThat(STANDARD.reaching(DIRECTOR, Route.of(ANALYST)))
        .isEqualTo(Route.of(ANALYST, MANAGER, DIRECTOR));
    assertThat(STANDARD.reaching(MANAGER, Route.of(ANALYST, MANAGER, DIRECTOR)))
        .isEqualTo(Route.of(ANALYST, MANAGER, DIRECTOR));
  }

  @Test
  void the_next_line_is_the_level_above() {
    assertThat(STANDARD.above(ANALYST)).contains(new Level(MANAGER, Role.MANAGER));
    assertThat(STANDARD.above(DIRECTOR)).isEmpty();
  }

  static Stream<Route> descending() {
    return Stream.of(Route.of(MANAGER, ANALYST), Route.of(ANALYST, DIRECTOR, MANAGER));
  }

  @ParameterizedTest
  @MethodSource("descending")
  void the_stages_of_a_route_ascend(Route route) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.requireAscending(route))
        .withMessageStartingWith("the stages of a route ascend");
  }

  @Test
  void a_stage_that_is_none_of_them_has_no_rules() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.rules(new Stage("COMMITTEE")))
        .withMessage("the policy has no stage COMMITTEE");
  }

  @Test
  void there_is_a_stage_and_each_once() {
    var one = stage(16, 12, 32);

    assertThatIllegalArgumentException()
        .isThrownBy(Stages::of)
        .withMessage("a policy has at least one stage");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stages.of(one, one))
        .withMessage("two stages have the code ANALYST");
  }

  @ParameterizedTest
  @CsvSource({"16, 32", "17, 32", "12, 16", "12, 15"})
  void a_reminder_comes_before_the_deadline_and_the_end_after_it(int remind, int expire) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stage(16, remind, expire))
        .withMessage("a stage is reminded before its deadline and expires after it: ANALYST");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void hours_can_be_counted(int hours) {
    var why = "working hours are 1 to 10,000: " + hours;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StageRules(ANALYST, Role.ANALYST, hours, Optional.empty()))
        .withMessage(why);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StageRules.Escalation(hours, 12))
        .withMessage(why);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StageRules.Escalation(12, hours))
        .withMessage(why);
  }

  @Test
  void nobody_changes_the_stages_afterwards() {
    assertThat(new Stages(List.of(stage(16, 12, 32))).codes()).containsExactly(ANALYST);
  }

  private static StageRules stage(int decide, int remind, int expire) {
    return new StageRules(
        ANALYST, Role.ANALYST, decide, Optional.of(new StageRules.Escalation(remind, expire)));
  }
}
