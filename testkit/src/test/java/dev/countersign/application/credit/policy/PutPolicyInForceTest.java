package dev.countersign.application.credit.policy;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.Scene;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.StageRules;
import dev.countersign.domain.credit.approval.Stages;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.party.Role;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A policy is all that a new stage takes. */
class PutPolicyInForceTest {
  private static final Role COMMITTEE = new Role("COMMITTEE");

  private final Scene scene = Scene.atNoon();
  private final PutPolicyInForce put = scene.system().putPolicyInForce();

  @Test
  void a_role_that_a_stage_names_and_no_row_has_is_added_as_an_approver() {
    var published = put.handle(withCommittee());

    assertThat(scene.system().database().policies().current()).isEqualTo(published);
    assertThat(committee()).contains(new RoleDefinition(COMMITTEE, CreditPermissions.OF_APPROVERS));
    assertThat(scene.audit(Optional.of("role/COMMITTEE")))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.actor()).isEqualTo("installation");
          assertThat(entry.action()).isEqualTo("create");
          assertThat(entry.details()).containsEntry("policy", "with-committee");
        });
  }

  @Test
  void a_role_that_exists_stays_as_it_is() {
    var readers = new RoleDefinition(COMMITTEE, Set.of(CreditPermissions.READ_ALL));
    scene.system().database().run(store -> store.roles().save(readers));

    var unused = put.handle(withCommittee());

    assertThat(committee()).contains(readers);
    assertThat(scene.audit(Optional.of("role/COMMITTEE"))).isEmpty();
  }

  @Test
  void the_policy_in_force_put_in_force_again_changes_nothing() {
    var first = put.handle(withCommittee());

    assertThat(put.handle(withCommittee())).isEqualTo(first);

    assertThat(scene.audit(Optional.of("role/COMMITTEE"))).extracting(AuditEntry::at).hasSize(1);
  }

  @Test
  void a_policy_whose_version_is_taken_adds_no_role() {
    var taken = aPolicy().named("with-committee").build();
    var unused = put.handle(taken);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> put.handle(withCommittee()))
        .withMessageContaining("with-committee has another content");

    assertThat(committee()).isEmpty();
  }

  private Optional<RoleDefinition> committee() {
    return scene.system().database().inTransaction(store -> store.roles().find(COMMITTEE));
  }

  private static CreditPolicy withCommittee() {
    var stages = new ArrayList<>(StandardPolicy.get().stages().value());
    stages.add(new StageRules(new Stage("COMMITTEE"), COMMITTEE, 80, Optional.empty()));
    return aPolicy()
        .named("with-committee")
        .withStages(new Stages(stages), StandardPolicy.get().approvals())
        .build();
  }
}
