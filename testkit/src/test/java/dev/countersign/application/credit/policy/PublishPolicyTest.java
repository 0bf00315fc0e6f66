package dev.countersign.application.credit.policy;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.Scene;
import dev.countersign.application.account.Caller;
import dev.countersign.application.account.NotPermitted;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.policy.PublishPolicy.Command;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.StageRules;
import dev.countersign.domain.credit.approval.Stages;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PolicyFlaw;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.InitialRoles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A policy is put in force by a person, at a time, and is all that a new stage takes. */
class PublishPolicyTest {
  private static final Role COMMITTEE = new Role("COMMITTEE");
  private static final CreditPolicy HOUSE = aPolicy().named("house-1").build();

  private final Scene scene = Scene.atNoon();
  private final Policies policies = scene.system().database().policies();
  private final PublishPolicy publish = scene.system().publishPolicy();
  private final Caller paula =
      new Caller(
          new UserId(new UUID(7, 7)),
          "paula",
          InitialRoles.grants(Set.of(InitialRoles.POLICY)),
          new SessionId(new UUID(7, 8)),
          new Origin("192.0.2.7"));

  @Test
  void a_policy_is_in_force_from_now_on_and_audited_with_who_and_from_where() {
    var outcome = publish(HOUSE, Optional.empty());

    assertThat(outcome).isEqualTo(new PublishPolicy.Published(policies.inForceAt(Scene.NOON)));
    assertThat(policies.inForceAt(Scene.NOON).policy()).isEqualTo(HOUSE);
    assertThat(scene.audit(Optional.of("policy/house-1")))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("publish");
          assertThat(entry.actor()).isEqualTo(paula.id().toString());
          assertThat(entry.from()).isEqualTo(new Origin("192.0.2.7"));
          assertThat(entry.details())
              .containsEntry("hash", HOUSE.ref().hash().value())
              .containsEntry("effectiveFrom", Scene.NOON.toString());
        });
  }

  @Test
  void a_policy_that_takes_effect_later_is_pinned_to_from_that_instant_on() {
    var tomorrow = Scene.NOON.plus(Duration.ofDays(1));

    assertThat(publish(HOUSE, Optional.of(tomorrow))).isInstanceOf(PublishPolicy.Published.class);

    assertThat(policies.inForceAt(tomorrow.minusNanos(1_000)).policy())
        .isEqualTo(StandardPolicy.get());
    assertThat(policies.inForceAt(tomorrow).policy()).isEqualTo(HOUSE);
  }

  @Test
  void no_policy_takes_effect_in_the_past_or_in_an_absurd_year() {
    for (var instant :
        List.of(
            Scene.NOON.minusNanos(1_000),
            Scene.NOON.plus(Duration.ofDays(3_661)),
            Instant.MAX.minusSeconds(1))) {
      assertThat(publish(HOUSE, Optional.of(instant)))
          .isEqualTo(
              new PublishPolicy.OutOfTime(Scene.NOON, Scene.NOON.plus(Duration.ofDays(3_660))));
    }
    assertThat(policies.all()).hasSize(1);
  }

  @Test
  void a_policy_that_makes_no_sense_is_refused_with_the_place() {
    var nonsense = aPolicy().named("nonsense").checking().build();

    assertThat(publish(nonsense, Optional.empty()))
        .isInstanceOfSatisfying(
            PublishPolicy.Flawed.class,
            flawed ->
                assertThat(flawed.flaws())
                    .extracting(PolicyFlaw::path)
                    .containsExactly("$.rules.checks"));
    assertThat(policies.all()).hasSize(1);
  }

  @Test
  void a_version_stands_for_one_content() {
    assertThat(
            publish(aPolicy().named("standard-2").waitingForSources(7).build(), Optional.empty()))
        .isEqualTo(new PublishPolicy.VersionTaken(StandardPolicy.get().ref()));
  }

  @Test
  void what_is_in_force_is_not_published_again() {
    var first = publish(HOUSE, Optional.empty());

    assertThat(publish(HOUSE, Optional.empty()))
        .isEqualTo(new PublishPolicy.AlreadyInForce(((PublishPolicy.Published) first).policy()));
    assertThat(scene.audit(Optional.of("policy/house-1"))).hasSize(1);
  }

  @Test
  void an_earlier_policy_is_published_again_with_an_entry_of_its_own() {
    var unused = publish(HOUSE, Optional.empty());

    assertThat(publish(StandardPolicy.get(), Optional.empty()))
        .isInstanceOf(PublishPolicy.Published.class);
    assertThat(scene.audit(Optional.of("policy/standard-2")))
        .extracting(entry -> entry.action())
        .containsExactlyInAnyOrder("first-start", "publish");
  }

  @Test
  void whoever_lacks_the_permission_publishes_nothing() {
    for (var other : List.of(scene.people().root(), scene.people().dora(), scene.people().ada())) {
      assertThatExceptionOfType(NotPermitted.class)
          .isThrownBy(() ->
              publish.handle(
                  new Command(HOUSE, Optional.empty(), new Publisher.Person(other.caller()))))
          .withMessageContaining("policy.publish");
    }
    assertThat(policies.all()).hasSize(1);
  }

  @Test
  void an_operator_is_audited_by_the_name_and_the_machine() {
    var outcome =
        publish.handle(
            new Command(HOUSE, Optional.empty(), new Publisher.Operator("olga", "db-1")));

    assertThat(outcome).isInstanceOf(PublishPolicy.Published.class);
    assertThat(scene.audit(Optional.of("policy/house-1")))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.actor()).isEqualTo("operator/olga");
          assertThat(entry.from()).isEqualTo(new Origin("db-1"));
        });
  }

  @Test
  void a_role_that_a_stage_names_and_no_row_has_is_added_as_an_approver() {
    assertThat(publish(withCommittee(), Optional.empty()))
        .isInstanceOf(PublishPolicy.Published.class);

    assertThat(committee()).contains(new RoleDefinition(COMMITTEE, CreditPermissions.OF_APPROVERS));
    assertThat(scene.audit(Optional.of("role/COMMITTEE")))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.actor()).isEqualTo(paula.id().toString());
          assertThat(entry.action()).isEqualTo("create");
          assertThat(entry.details()).containsEntry("policy", "with-committee");
        });
  }

  @Test
  void a_role_that_exists_stays_as_it_is() {
    var readers = new RoleDefinition(COMMITTEE, Set.of(CreditPermissions.READ_ALL));
    scene.system().database().run(store -> store.roles().save(readers));

    var unused = publish(withCommittee(), Optional.empty());

    assertThat(committee()).contains(readers);
    assertThat(scene.audit(Optional.of("role/COMMITTEE"))).isEmpty();
  }

  @Test
  void a_policy_whose_version_is_taken_adds_no_role() {
    var unused = publish(aPolicy().named("with-committee").build(), Optional.empty());

    assertThat(publish(withCommittee(), Optional.empty()))
        .isInstanceOf(PublishPolicy.VersionTaken.class);

    assertThat(committee()).isEmpty();
  }

  private PublishPolicy.Outcome publish(CreditPolicy policy, Optional<Instant> effectiveFrom) {
    return publish.handle(new Command(policy, effectiveFrom, new Publisher.Person(paula)));
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
