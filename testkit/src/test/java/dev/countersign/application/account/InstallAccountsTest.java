package dev.countersign.application.account;

import static dev.countersign.application.account.InstallAccounts.Existing.GETS_THE_PASSWORD;
import static dev.countersign.application.account.InstallAccounts.Existing.KEEPS_ITS_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.account.Authentication.LoggedIn;
import dev.countersign.application.account.InstallAccounts.Existing;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.memory.InMemoryCountersign;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstallAccountsTest {
  private static final String FIRST = "a horse of course";
  private static final String SECOND = "another horse of course";

  private final Scene scene = Scene.atNoon();

  @Test
  void they_are_needed_until_somebody_has_an_account() {
    assertThat(InMemoryCountersign.at(Scene.NOON).installAccounts().areNeeded()).isTrue();
    assertThat(scene.system().installAccounts().areNeeded()).isFalse();
  }

  @Test
  void an_account_is_made_once_and_keeps_its_password() {
    install(FIRST, KEEPS_ITS_PASSWORD);
    install(SECOND, KEEPS_ITS_PASSWORD);

    assertThat(scene.canLogIn("boss", FIRST)).isTrue();
    assertThat(done()).containsExactly("create");
  }

  @Test
  void the_operator_s_new_password_replaces_the_old_and_ends_the_sessions() {
    install(FIRST, KEEPS_ITS_PASSWORD);
    var logIn = scene.system().authentication().logIn("boss", FIRST, Origin.INTERNAL);
    assertThat(logIn).isInstanceOf(LoggedIn.class);
    var refreshToken = ((LoggedIn) logIn).tokens().refreshToken();

    install(SECOND, GETS_THE_PASSWORD);

    assertThat(scene.system().authentication().refresh(refreshToken, Origin.INTERNAL))
        .isEqualTo(new Authentication.Denied());
    assertThat(scene.canLogIn("boss", FIRST)).isFalse();
    assertThat(scene.canLogIn("boss", SECOND)).isTrue();
    assertThat(done()).containsExactly("change", "create");
  }

  private void install(String password, Existing existing) {
    scene
        .system()
        .installAccounts()
        .install(
            new NewUser("boss", password, "The Boss", "boss@example.org", "en"),
            Set.of(Role.ADMIN),
            existing);
  }

  /** To accounts by the installation, newest first. */
  private List<String> done() {
    return scene.audit(Optional.empty()).stream()
        .filter(entry -> entry.actor().equals("installation"))
        .filter(entry -> entry.subject().startsWith("user/"))
        .map(AuditEntry::action)
        .toList();
  }
}
