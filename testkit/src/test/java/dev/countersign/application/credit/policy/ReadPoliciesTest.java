package dev.countersign.application.credit.policy;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.Scene;
import dev.countersign.application.account.NotPermitted;
import dev.countersign.application.credit.policy.ReadPolicies.PolicyView;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadPoliciesTest {
  private final Scene scene = Scene.atNoon();
  private final ReadPolicies policies = scene.system().policies();

  @Test
  void whoever_has_the_permission_sees_every_policy() {
    var ana = scene.people().ana().caller();
    var version = StandardPolicy.get().version();

    assertThat(policies.all(ana)).hasSize(1);
    assertThat(policies.find(version, ana)).contains(policies.all(ana).getFirst());
    assertThat(policies.find("another", ana)).isEmpty();
  }

  @Test
  void one_that_takes_effect_later_is_shown_and_not_in_force_before() {
    var ana = scene.people().ana().caller();
    var later =
        scene
            .system()
            .database()
            .policies()
            .publish(
                PinnedPolicy.of(aPolicy().named("later").build()),
                new Publication(Scene.NOON.plusSeconds(60), Scene.NOON, "someone"))
            .policy();

    assertThat(policies.all(ana)).extracting(PolicyView::inForce).containsExactly(false, true);
    scene.clock().advance(Duration.ofSeconds(60));

    assertThat(policies.find("later", ana)).contains(new PolicyView(later, true));
    assertThat(policies.all(ana)).extracting(PolicyView::inForce).containsExactly(true, false);
  }

  @Test
  void whoever_lacks_the_permission_sees_none() {
    var ada = scene.people().ada().caller();

    assertThatExceptionOfType(NotPermitted.class)
        .isThrownBy(() -> policies.all(ada))
        .withMessageContaining("policy.read");
    assertThatExceptionOfType(NotPermitted.class)
        .isThrownBy(() -> policies.find(StandardPolicy.get().version(), ada))
        .withMessageContaining("policy.read");
  }
}
