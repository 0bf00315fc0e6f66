package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.FastPasswords;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcceptUserTest {
  private static final String PASSWORD = "a horse of course";

  private final Scene scene = Scene.atNoon();

  @Test
  void a_good_password_is_accepted_and_hashed() {
    var account =
        scene
            .accepted("zoe", PASSWORD)
            .account(
                new UserId(scene.system().ids().next(Scene.NOON)),
                Set.of(Role.APPLICANT),
                Scene.NOON);

    assertThat(new FastPasswords().matches(PASSWORD, account.passwordHash())).isTrue();
  }

  @Test
  void a_password_is_in_no_text_about_the_person() {
    assertThat(user(PASSWORD).toString()).contains("zoe").doesNotContain(PASSWORD);
  }

  @Test
  void a_weak_password_is_refused_with_what_to_do_about_it() {
    var weak = new AcceptUser.WeakPassword("Use at least 8 characters.");

    assertThat(scene.system().acceptUser().handle(user("2short"))).isEqualTo(weak);
    assertThat(scene.system().acceptUser().weakness(user("2short"))).contains(weak);
    assertThat(scene.system().acceptUser().weakness(user(PASSWORD))).isEmpty();
  }

  private static NewUser user(String password) {
    return new NewUser("zoe", password, "Zoë Zoo", "zoe@example.org", "en");
  }
}
