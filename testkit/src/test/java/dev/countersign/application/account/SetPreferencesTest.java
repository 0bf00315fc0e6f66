package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.Person;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetPreferencesTest {
  private static final Preferences LIVE_ALONE = new Preferences(false, true);

  private final Scene scene = Scene.atNoon();
  private final Person ada = scene.people().ada();

  @Test
  void what_a_person_prefers_is_kept_with_an_audit_entry() {
    assertThat(set(LIVE_ALONE, ada)).isEqualTo(new SetPreferences.Kept(LIVE_ALONE));

    assertThat(scene.system().readUsers().find(ada.id(), ada.caller()))
        .map(Account::preferences)
        .contains(LIVE_ALONE);
    assertThat(scene.audit(Optional.of("user/" + ada.id())))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("set-preferences");
          assertThat(entry.actor()).isEqualTo(ada.id().toString());
          assertThat(entry.from()).isEqualTo(ada.caller().origin());
          assertThat(entry.details()).isEqualTo(Map.of("email", "false", "live", "true"));
        });
  }

  @Test
  void what_is_preferred_already_leaves_no_audit_entry() {
    assertThat(set(Preferences.ALL, ada)).isEqualTo(new SetPreferences.Kept(Preferences.ALL));

    assertThat(scene.audit(Optional.of("user/" + ada.id()))).isEmpty();
  }

  @Test
  void whoever_has_no_account_prefers_nothing() {
    var nobody = new UserId(scene.system().ids().next(Scene.NOON));

    assertThat(set(LIVE_ALONE, new Person(nobody, "nobody", Set.of(Role.APPLICANT))))
        .isEqualTo(new SetPreferences.NotFound());
    assertThat(scene.audit(Optional.of("user/" + nobody))).isEmpty();
  }

  private SetPreferences.Outcome set(Preferences preferences, Person by) {
    return scene
        .system()
        .setPreferences()
        .handle(new SetPreferences.Command(preferences, by.caller()));
  }
}
