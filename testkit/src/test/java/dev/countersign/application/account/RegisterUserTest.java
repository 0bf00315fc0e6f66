package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.audit.Origin;
import dev.countersign.domain.party.Role;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisterUserTest {
  private static final String PASSWORD = "a horse of course";
  private static final Origin FROM = new Origin("203.0.113.9");

  private final Scene scene = Scene.atNoon();

  @Test
  void people_who_register_themselves_are_applicants() {
    var account = registered("zoe");

    assertThat(account.roles()).containsExactly(Role.APPLICANT);
    assertThat(account.active()).isTrue();
    assertThat(account.preferences()).isEqualTo(Preferences.ALL);
    assertThat(account.createdAt()).isEqualTo(Scene.NOON);
    assertThat(scene.system().readUsers().find(account.id(), scene.people().root().caller()))
        .contains(account);
    assertThat(scene.canLogIn("zoe", PASSWORD)).isTrue();
  }

  @Test
  void whoever_was_registered_is_in_the_audit_trail_without_their_password() {
    var account = registered("zoe");

    assertThat(scene.audit(Optional.of("user/" + account.id())))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("create");
          assertThat(entry.actor()).isEqualTo("anonymous");
          assertThat(entry.from()).isEqualTo(FROM);
          assertThat(entry.details()).containsEntry("username", "zoe");
          assertThat(entry.toString()).doesNotContain(PASSWORD, account.passwordHash());
        });
  }

  @Test
  void a_name_is_given_once_whatever_the_case_of_its_letters() {
    var first = registered("zoe");

    assertThat(register("ZOE")).isEqualTo(new UsernameTaken());

    assertThat(scene.system().readUsers().find(first.id(), scene.people().root().caller()))
        .contains(first);
    assertThat(scene.audit(Optional.empty()))
        .filteredOn(entry -> entry.action().equals("create"))
        .hasSize(1);
  }

  @Test
  void an_address_belongs_to_one_account() {
    var other = scene.people().ana().account(Scene.NOON).email().toUpperCase(Locale.ROOT);
    var mallory = new NewUser("mallory", PASSWORD, "Mallory", other, "en");

    assertThat(
            scene
                .system()
                .registerUser()
                .handle(new RegisterUser.Command(scene.accepted(mallory), FROM)))
        .isEqualTo(new AddressTaken());

    assertThat(scene.canLogIn("mallory", PASSWORD)).isFalse();
  }

  private RegisterUser.Outcome register(String username) {
    return scene
        .system()
        .registerUser()
        .handle(new RegisterUser.Command(scene.accepted(username, PASSWORD), FROM));
  }

  private Account registered(String username) {
    return switch (register(username)) {
      case RegisterUser.Registered registered -> registered.account();
      case UsernameTaken taken -> throw new AssertionError(taken);
      case AddressTaken taken -> throw new AssertionError(taken);
    };
  }
}
