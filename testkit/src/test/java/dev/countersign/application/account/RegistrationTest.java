package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.countersign.application.Scene;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.account.Authentication.LoggedIn;
import dev.countersign.application.account.Registration.Outcome;
import dev.countersign.application.account.Registration.Person;
import dev.countersign.application.account.Registration.Registered;
import dev.countersign.application.account.Registration.UsernameTaken;
import dev.countersign.application.account.Registration.WeakPassword;
import dev.countersign.application.audit.Origin;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationTest {
  private static final String PASSWORD = "a horse of course";
  private static final Origin FROM = new Origin("203.0.113.9");

  private final Scene scene = Scene.atNoon();
  private final Registration registration = scene.system().registration();

  @Test
  void people_who_register_themselves_are_applicants() {
    var account = registered(registration.register(person("zoe", PASSWORD), FROM));

    assertThat(account.roles()).containsExactly(Role.APPLICANT);
    assertThat(account.active()).isTrue();
    assertThat(account.preferences()).isEqualTo(Preferences.ALL);
    assertThat(account.createdAt()).isEqualTo(Scene.NOON);
    assertThat(registration.find(account.id())).contains(account);
    assertThat(canLogIn("zoe")).isTrue();
  }

  @Test
  void whoever_was_registered_is_in_the_audit_trail_without_their_password() {
    var account = registered(registration.register(person("zoe", PASSWORD), FROM));

    assertThat(scene.audit(Optional.of("user/" + account.id())))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("create");
          assertThat(entry.actor()).isEqualTo("anonymous");
          assertThat(entry.from()).isEqualTo(FROM);
          assertThat(entry.details()).containsEntry("username", "zoe");
          assertThat(entry.toString()).doesNotContain(PASSWORD);
        });
  }

  @Test
  void a_name_is_given_once_whatever_the_case_of_its_letters() {
    var first = registered(registration.register(person("zoe", PASSWORD), FROM));

    assertThat(registration.register(person("ZOE", PASSWORD), FROM)).isEqualTo(new UsernameTaken());

    assertThat(registration.find(first.id())).contains(first);
    assertThat(scene.audit(Optional.empty()))
        .filteredOn(entry -> entry.action().equals("create"))
        .hasSize(1);
  }

  @Test
  void a_weak_password_is_refused_before_anything_is_kept() {
    assertThat(registration.register(person("zoe", "2short"), FROM))
        .isInstanceOf(WeakPassword.class);

    assertThat(registration.register(person("zoe", PASSWORD), FROM)).isInstanceOf(Registered.class);
  }

  @Test
  void an_admin_gives_the_roles() {
    var account =
        registered(
            registration.add(
                person("zoe", PASSWORD), Set.of(Role.ANALYST, Role.MANAGER), "root", FROM));

    assertThat(account.roles()).containsExactlyInAnyOrder(Role.ANALYST, Role.MANAGER);
    assertThat(scene.audit(Optional.of("user/" + account.id())))
        .extracting(entry -> entry.actor())
        .containsExactly("root");
  }

  @Test
  void a_change_is_in_the_audit_trail_with_who_made_it() {
    var ada = scene.people().ada();

    assertThat(
            registration.change(
                ada.id(),
                Optional.of(Set.of(Role.ANALYST)),
                Optional.of(false),
                scene.people().root().caller()))
        .isInstanceOfSatisfying(
            Registration.Changed.class,
            changed -> {
              assertThat(changed.account().roles()).containsExactly(Role.ANALYST);
              assertThat(changed.account().active()).isFalse();
            });

    assertThat(scene.audit(Optional.of("user/" + ada.id())))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("change");
          assertThat(entry.actor()).isEqualTo(scene.people().root().id().toString());
          assertThat(entry.details())
              .containsEntry("roles", "[ANALYST]")
              .containsEntry("active", "false");
        });
  }

  @Test
  void a_role_that_is_in_no_row_is_given_to_nobody() {
    var clerk = new Role("CLERK");
    var ada = scene.people().ada();
    var root = scene.people().root().caller();

    assertThat(registration.change(ada.id(), Optional.of(Set.of(clerk)), Optional.empty(), root))
        .isEqualTo(new Registration.UnknownRoles(Set.of(clerk)));
    assertThat(registration.add(person("zoe", PASSWORD), Set.of(Role.ANALYST, clerk), "root", FROM))
        .isEqualTo(new Registration.UnknownRoles(Set.of(clerk)));

    assertThat(registration.find(ada.id())).map(Account::roles).contains(ada.roles());
    assertThat(scene.audit(Optional.of("user/" + ada.id()))).isEmpty();
  }

  @Test
  void nobody_is_changed_who_is_not_there() {
    var nobody = new UserId(scene.system().ids().next(Scene.NOON));

    assertThat(
            registration.change(
                nobody, Optional.empty(), Optional.of(false), scene.people().root().caller()))
        .isEqualTo(new Registration.NoSuchAccount());
    assertThat(registration.prefer(nobody, Preferences.ALL)).isEmpty();
    assertThat(registration.find(nobody)).isEmpty();
  }

  @Test
  void accounts_are_listed_page_by_page() {
    var first = registration.browse(3, Optional.empty());
    var second = registration.browse(3, first.next());

    assertThat(first.items()).hasSize(3);
    assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
    assertThat(second.next()).isEmpty();
  }

  @Test
  void the_account_of_the_installation_is_made_once() {
    registration.install(person("boss", PASSWORD), Set.of(Role.ADMIN), false);
    registration.install(person("boss", "another horse of course"), Set.of(Role.ADMIN), false);

    assertThat(canLogIn("boss")).isTrue();
  }

  @Test
  void the_operator_s_new_password_replaces_the_old_and_ends_the_sessions() {
    registration.install(person("boss", "another horse of course"), Set.of(Role.ADMIN), false);
    var logIn = scene.system().authentication().logIn("boss", "another horse of course", FROM);
    assertThat(logIn).isInstanceOf(LoggedIn.class);
    var refreshToken = ((LoggedIn) logIn).tokens().refreshToken();

    registration.install(person("boss", PASSWORD), Set.of(Role.ADMIN), true);

    assertThat(canLogIn("boss")).isTrue();
    assertThat(scene.system().authentication().refresh(refreshToken, FROM))
        .isEqualTo(new Authentication.Denied());
  }

  private boolean canLogIn(String username) {
    return scene.system().authentication().logIn(username, PASSWORD, FROM) instanceof LoggedIn;
  }

  private static Account registered(Outcome outcome) {
    assertThat(outcome).asInstanceOf(type(Registered.class)).isNotNull();
    return ((Registered) outcome).account();
  }

  private static Person person(String username, String password) {
    return new Person(username, password, "Zoë Zoo", "zoe@example.org", "en");
  }
}
