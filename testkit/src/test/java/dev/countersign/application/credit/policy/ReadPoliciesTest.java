package dev.countersign.application.credit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.Scene;
import dev.countersign.application.account.NotPermitted;
import dev.countersign.domain.credit.policy.StandardPolicy;
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
