package dev.countersign.domain.credit.approval;

import static dev.countersign.domain.credit.approval.Stage.ANALYST;
import static dev.countersign.domain.credit.approval.Stage.DIRECTOR;
import static dev.countersign.domain.credit.approval.Stage.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.countersign.domain.party.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
  void a_doubt_adds_the_next_level_but_none_beyond_the_director(Route route, Route longer) {
    assertThat(route.withNextStage()).isEqualTo(longer);
  }

  @Test
  void the_longer_of_the_route_and_the_product_s_chain_holds() {
    assertThat(Route.of(ANALYST).atLeastTo(ANALYST)).isEqualTo(Route.of(ANALYST));
    assertThat(Route.of(ANALYST).atLeastTo(MANAGER)).isEqualTo(Route.of(ANALYST, MANAGER));
    assertThat(Route.of(ANALYST).atLeastTo(DIRECTOR))
        .isEqualTo(Route.of(ANALYST, MANAGER, DIRECTOR));
    assertThat(Route.of(ANALYST, MANAGER, DIRECTOR).atLeastTo(MANAGER))
        .isEqualTo(Route.of(ANALYST, MANAGER, DIRECTOR));
  }

  static Stream<List<Stage>> notARoute() {
    return Stream.of(
        List.of(),
        List.of(MANAGER, ANALYST),
        List.of(ANALYST, ANALYST),
        List.of(ANALYST, DIRECTOR, MANAGER));
  }

  @ParameterizedTest
  @MethodSource("notARoute")
  void a_route_ascends_and_is_never_empty(List<Stage> stages) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Route(stages));
  }

  @ParameterizedTest
  @CsvSource({"ANALYST, ANALYST", "MANAGER, MANAGER", "DIRECTOR, DIRECTOR"})
  void each_level_is_decided_by_its_own_role(Stage stage, Role role) {
    assertThat(stage.role()).isEqualTo(role);
  }
}
