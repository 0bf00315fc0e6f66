package dev.countersign.application.credit.policy;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.memory.InMemoryDatabase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Only the first start of an installation puts a policy in force. */
class InstallPolicyTest {
  private static final CreditPolicy HOUSE = aPolicy().named("house-1").build();

  private final MutableClock clock = MutableClock.at(Scene.NOON);
  private final InMemoryDatabase database = new InMemoryDatabase(clock);
  private final InstallPolicy install =
      new InstallPolicy(database.transactions(store -> store), database.policies(), clock);

  @Test
  void a_first_start_puts_the_standard_policy_in_force() {
    assertThat(install.handle(Optional.empty())).isEqualTo(new InstallPolicy.Installed(inForce()));

    assertThat(inForce().policy()).isEqualTo(StandardPolicy.get());
    assertThat(database.auditViews().browse(Audited.ALL).items())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.entry().actor()).isEqualTo("installation");
          assertThat(row.entry().action()).isEqualTo("first-start");
          assertThat(row.entry().subject()).isEqualTo("policy/standard-2");
          assertThat(row.entry().details())
              .containsEntry("hash", StandardPolicy.get().ref().hash().value());
        });
  }

  @Test
  void a_first_start_with_a_policy_puts_that_one_in_force() {
    assertThat(install.handle(Optional.of(HOUSE))).isInstanceOf(InstallPolicy.Installed.class);

    assertThat(inForce().policy()).isEqualTo(HOUSE);
  }

  @Test
  void a_later_start_changes_nothing_with_the_same_policy_or_without_one() {
    var first = install.handle(Optional.of(HOUSE));
    clock.advance(Duration.ofDays(1));

    assertThat(install.handle(Optional.of(HOUSE))).isEqualTo(new InstallPolicy.InForce(inForce()));
    assertThat(install.handle(Optional.empty())).isEqualTo(new InstallPolicy.InForce(inForce()));

    assertThat(first).isEqualTo(new InstallPolicy.Installed(inForce()));
    assertThat(database.auditViews().browse(Audited.ALL).items()).hasSize(1);
  }

  @Test
  void a_later_start_with_another_policy_changes_nothing_and_says_so() {
    var unused = install.handle(Optional.empty());

    assertThat(install.handle(Optional.of(HOUSE)))
        .isEqualTo(new InstallPolicy.Differs(inForce(), HOUSE.ref()));

    assertThat(inForce().policy()).isEqualTo(StandardPolicy.get());
    assertThat(database.policies().all()).hasSize(1);
    assertThat(database.auditViews().browse(Audited.ALL).items()).hasSize(1);
  }

  private PublishedPolicy inForce() {
    return database.policies().inForceAt(clock.instant());
  }
}
