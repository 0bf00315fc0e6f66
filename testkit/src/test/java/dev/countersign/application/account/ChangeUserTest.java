package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.Scene;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ChangeUserTest {
  private final Scene scene = Scene.atNoon();
  private final Person ada = scene.people().ada();
  private final Person root = scene.people().root();

  @Test
  void a_change_is_in_the_audit_trail_with_who_made_it() {
    assertThat(change(ada.id(), Optional.of(Set.of(Role.ANALYST)), Optional.of(false), root))
        .isInstanceOfSatisfying(
            ChangeUser.Changed.class,
            changed -> {
              assertThat(changed.account().roles()).containsExactly(Role.ANALYST);
              assertThat(changed.account().active()).isFalse();
            });

    assertThat(scene.audit(Optional.of("user/" + ada.id())))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("change");
          assertThat(entry.actor()).isEqualTo(root.id().toString());
          assertThat(entry.details())
              .containsEntry("roles", "[ANALYST]")
              .containsEntry("active", "false");
        });
  }

  @Test
  void nobody_changes_their_own_roles_or_locks_themselves_out() {
    assertThat(change(root.id(), Optional.of(Set.of(Role.ANALYST)), Optional.empty(), root))
        .isEqualTo(new ChangeUser.OwnRoles());
    assertThat(change(root.id(), Optional.empty(), Optional.of(false), root))
        .isEqualTo(new ChangeUser.OwnRoles());
    assertThat(change(root.id(), Optional.of(root.roles()), Optional.of(true), root))
        .as("what changes nothing")
        .isInstanceOf(ChangeUser.Changed.class);

    assertThat(scene.audit(Optional.of("user/" + root.id()))).isEmpty();
  }

  @Test
  void the_last_admin_is_not_taken_away() {
    var second = scene.people().dora().as(Role.ADMIN);
    assertThat(change(second.id(), Optional.of(Set.of(Role.ADMIN)), Optional.empty(), root))
        .isInstanceOf(ChangeUser.Changed.class);

    assertThat(change(root.id(), Optional.of(Set.of()), Optional.empty(), second))
        .isInstanceOf(ChangeUser.Changed.class);
    assertThat(change(second.id(), Optional.of(Set.of(Role.ANALYST)), Optional.empty(), root))
        .isEqualTo(new LastAdmin());
    assertThat(change(second.id(), Optional.empty(), Optional.of(false), root))
        .isEqualTo(new LastAdmin());
  }

  @Test
  void of_two_admins_who_take_each_other_away_at_once_one_stays() throws Exception {
    var second = scene.people().dora().as(Role.ADMIN);
    assertThat(change(second.id(), Optional.of(Set.of(Role.ADMIN)), Optional.empty(), root))
        .isInstanceOf(ChangeUser.Changed.class);

    try (var threads = Executors.newFixedThreadPool(2)) {
      var outcomes =
          threads
              .invokeAll(
                  List.of(
                      () -> change(root.id(), Optional.empty(), Optional.of(false), second),
                      () -> change(second.id(), Optional.empty(), Optional.of(false), root)))
              .stream()
              .map(Future::resultNow)
              .toList();

      assertThat(outcomes).containsOnlyOnce(new LastAdmin());
    }
  }

  @Test
  void a_role_that_is_in_no_row_is_given_to_nobody() {
    var clerk = new Role("CLERK");

    assertThat(change(ada.id(), Optional.of(Set.of(clerk)), Optional.empty(), root))
        .isEqualTo(new UnknownRoles(Set.of(clerk)));

    assertNothingHappened();
  }

  @Test
  void nobody_is_changed_who_is_not_there() {
    var nobody = new UserId(scene.system().ids().next(Scene.NOON));

    assertThat(change(nobody, Optional.empty(), Optional.of(false), root))
        .isEqualTo(new ChangeUser.NotFound());
  }

  @Test
  void whoever_lacks_the_permission_changes_nobody() {
    assertThatExceptionOfType(NotPermitted.class)
        .isThrownBy(
            () -> change(ada.id(), Optional.empty(), Optional.of(false), scene.people().dora()))
        .withMessageContaining("user.manage");

    assertNothingHappened();
  }

  private ChangeUser.Outcome change(
      UserId user, Optional<Set<Role>> roles, Optional<Boolean> active, Person by) {
    return scene
        .system()
        .changeUser()
        .handle(new ChangeUser.Command(user, roles, active, by.caller()));
  }

  private void assertNothingHappened() {
    assertThat(scene.system().readUsers().find(ada.id(), root.caller()))
        .hasValueSatisfying(account -> {
          assertThat(account.roles()).isEqualTo(ada.roles());
          assertThat(account.active()).isTrue();
        });
    assertThat(scene.audit(Optional.of("user/" + ada.id()))).isEmpty();
  }
}
