package dev.countersign.domain.credit.approval;

import static dev.countersign.domain.credit.policy.StandardPolicy.ANALYST;
import static dev.countersign.domain.credit.policy.StandardPolicy.DIRECTOR;
import static dev.countersign.domain.credit.policy.StandardPolicy.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
  @Test
  void stages_follow_one_another_to_the_end() {
    var route = Route.of(ANALYST, MANAGER, DIRECTOR);

    assertThat(route.first()).isEqualTo(ANALYST);
    assertThat(route.after(ANALYST)).contains(MANAGER);
    assertThat(route.after(MANAGER)).contains(DIRECTOR);
    assertThat(route.after(DIRECTOR)).isEmpty();
    assertThat(route.last()).isEqualTo(DIRECTOR);
  }

  @Test
  void a_route_may_leave_out_a_level() {
    assertThat(Route.of(ANALYST, DIRECTOR).after(ANALYST)).contains(DIRECTOR);
  }

  static Stream<List<Stage>> notARoute() {
    return Stream.of(List.of(), List.of(ANALYST, ANALYST), List.of(ANALYST, MANAGER, ANALYST));
  }

  @ParameterizedTest
  @MethodSource("notARoute")
  void a_route_is_never_empty_and_passes_each_stage_once(List<Stage> stages) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Route(stages))
        .withMessageStartingWith("a route ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "analyst", "1ST", "CHIEF ANALYST", "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456"})
  void the_code_of_a_stage_is_a_word_in_capitals(String code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stage(code))
        .withMessageStartingWith("the code of a stage is 1 to 32 capitals");
  }
}
