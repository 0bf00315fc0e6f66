package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.account.ManageRoles.NeverTogether;
import dev.countersign.application.account.ManageRoles.OwnRole;
import dev.countersign.application.account.ManageRoles.Saved;
import dev.countersign.application.account.ManageRoles.UnknownPermissions;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.InitialRoles;
import dev.countersign.testkit.Person;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManageRolesTest {
  private static final Role COMMITTEE = new Role("COMMITTEE");
  private static final Origin FROM = new Origin("203.0.113.9");

  private final Scene scene = Scene.atNoon();
  private final ManageRoles roles = scene.system().roles();
  private final AuthenticateCaller authenticate = scene.system().authenticate();
  private final Caller root = scene.people().root().caller();

  @Test
  void a_role_is_added_with_what_it_may_do() {
    var committee =
        new RoleDefinition(COMMITTEE, Set.of(CreditPermissions.DECIDE, CreditPermissions.READ_ALL));

    assertThat(roles.put(committee, root)).isEqualTo(new Saved(committee));

    assertThat(roles.all()).contains(committee);
    assertThat(scene.audit(Optional.of("role/COMMITTEE")))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("create");
          assertThat(entry.actor()).isEqualTo(root.id().toString());
          assertThat(entry.details())
              .containsEntry("before", "[]")
              .containsEntry("permissions", "[credit-request.decide, credit-request.read-all]");
        });
  }

  @Test
  void a_change_is_in_the_audit_trail_and_one_that_changes_nothing_is_not() {
    var fewer = new RoleDefinition(Role.MANAGER, Set.of(CreditPermissions.READ_ALL));

    assertThat(roles.put(fewer, root)).isEqualTo(new Saved(fewer));
    assertThat(roles.put(fewer, root)).isEqualTo(new Saved(fewer));

    assertThat(scene.audit(Optional.of("role/MANAGER")))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("change");
          assertThat(entry.details())
              .containsEntry("permissions", "[credit-request.read-all]")
              .containsEntry(
                  "before",
                  "[credit-request.decide, credit-request.read-all, dashboard.read, policy.read]");
        });
  }

  @Test
  void whoever_gives_out_roles_never_decides() {
    var all = Set.of(CreditPermissions.DECIDE, Permission.USER_MANAGE);

    assertThat(roles.put(new RoleDefinition(COMMITTEE, all), root))
        .isEqualTo(
            new NeverTogether(
                new PermissionCatalog.Pair(CreditPermissions.DECIDE, Permission.USER_MANAGE)));
    assertThat(roles.put(new RoleDefinition(Role.ANALYST, all), root))
        .isInstanceOf(NeverTogether.class);

    assertUntouched();
  }

  @Test
  void nobody_changes_what_their_own_role_may_do() {
    assertThat(roles.put(new RoleDefinition(Role.ADMIN, Set.of()), root))
        .isEqualTo(new OwnRole(Role.ADMIN));

    assertUntouched();
  }

  @Test
  void a_permission_that_nothing_asks_for_is_refused() {
    var typo = new Permission("credit-request.decied");

    assertThat(
            roles.put(
                new RoleDefinition(COMMITTEE, Set.of(typo, CreditPermissions.READ_ALL)), root))
        .isEqualTo(new UnknownPermissions(Set.of(typo)));

    assertUntouched();
  }

  @Test
  void a_role_in_no_row_may_do_nothing() {
    var clerk = scene.people().ana().as(new Role("CLERK"));

    assertThat(called(clerk).grants()).isEqualTo(Map.of(new Role("CLERK"), Set.of()));
  }

  @Test
  void several_roles_may_do_what_each_of_them_may() {
    var both = scene.people().ana().as(Role.ANALYST, Role.APPLICANT);

    assertThat(called(both).may(CreditPermissions.SUBMIT)).isTrue();
    assertThat(called(both).may(CreditPermissions.DECIDE)).isTrue();
    assertThat(called(both).may(CreditPermissions.BUREAU_RECORD_WRITE)).isFalse();
    assertThat(called(both).rolesWith(CreditPermissions.DECIDE)).containsExactly(Role.ANALYST);
  }

  @Test
  void a_change_takes_effect_on_those_who_are_logged_in_after_a_second() {
    var session = session(scene.people().max());
    var before = authenticate.authenticate(session, FROM).orElseThrow();
    assertThat(before.may(CreditPermissions.DECIDE)).isTrue();

    assertThat(roles.put(new RoleDefinition(Role.MANAGER, Set.of()), root))
        .isInstanceOf(Saved.class);
    scene.clock().advance(AuthenticateCaller.ROLES_LAST);

    var after = authenticate.authenticate(session, FROM).orElseThrow();
    assertThat(after.grants()).isEqualTo(Map.of(Role.MANAGER, Set.of()));
    assertThat(authenticate.stillAuthenticated(Set.of(before))).isEmpty();
  }

  @Test
  void nobody_is_authenticated_by_a_session_that_is_not_live() {
    var nobody =
        new AccessIdentity(scene.people().ana().id(), "ana", new SessionId(new UUID(1, 2)));

    assertThat(authenticate.authenticate(nobody, FROM)).isEmpty();
  }

  @Test
  void nobody_is_authenticated_by_the_session_of_another() {
    var ana = scene.people().ana();
    var forged =
        new AccessIdentity(ana.id(), ana.username(), session(scene.people().ada()).session());

    assertThat(authenticate.authenticate(forged, FROM)).isEmpty();
  }

  private Caller called(Person person) {
    scene
        .system()
        .database()
        .run(store ->
            store
                .accounts()
                .find(person.id())
                .ifPresent(account -> store.accounts().save(account.with(person.roles(), true))));
    return authenticate.authenticate(session(person), FROM).orElseThrow();
  }

  private AccessIdentity session(Person person) {
    var at = scene.system().clock().instant();
    var id = new SessionId(scene.system().ids().next(at));
    scene
        .system()
        .database()
        .run(store ->
            store
                .sessions()
                .open(
                    new Sessions.Session(id, person.id(), at),
                    Hash.of(id.toString()),
                    at.plusSeconds(60)));
    return new AccessIdentity(person.id(), person.username(), id);
  }

  private void assertUntouched() {
    assertThat(roles.all()).isEqualTo(InitialRoles.all());
    assertThat(scene.audit(Optional.empty()))
        .noneMatch(entry -> entry.subject().startsWith("role/"));
  }
}
