package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.Scene;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.Person;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddStaffTest {
  private static final String PASSWORD = "a horse of course";

  private final Scene scene = Scene.atNoon();
  private final Person root = scene.people().root();

  @Test
  void an_admin_gives_the_roles() {
    assertThat(add("zoe", Set.of(Role.ANALYST, Role.MANAGER), root))
        .isInstanceOfSatisfying(
            AddStaff.Added.class,
            added -> {
              assertThat(added.account().roles())
                  .containsExactlyInAnyOrder(Role.ANALYST, Role.MANAGER);
              assertThat(scene.audit(Optional.of("user/" + added.account().id())))
                  .singleElement()
                  .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("create");
                    assertThat(entry.actor()).isEqualTo(root.id().toString());
                    assertThat(entry.from()).isEqualTo(root.caller().origin());
                    assertThat(entry.details()).containsEntry("roles", "[ANALYST, MANAGER]");
                  });
            });
    assertThat(scene.canLogIn("zoe", PASSWORD)).isTrue();
  }

  @Test
  void a_role_that_is_in_no_row_is_given_to_nobody() {
    var clerk = new Role("CLERK");

    assertThat(add("zoe", Set.of(Role.ANALYST, clerk), root))
        .isEqualTo(new UnknownRoles(Set.of(clerk)));

    assertNothingHappened();
  }

  @Test
  void a_name_is_given_once() {
    assertThat(add(scene.people().ada().username(), Set.of(Role.ANALYST), root))
        .isEqualTo(new UsernameTaken());

    assertNothingHappened();
  }

  @Test
  void whoever_lacks_the_permission_adds_nobody() {
    assertThatExceptionOfType(NotPermitted.class)
        .isThrownBy(() -> add("zoe", Set.of(Role.ANALYST), scene.people().dora()))
        .withMessageContaining("user.manage");

    assertNothingHappened();
  }

  private AddStaff.Outcome add(String username, Set<Role> roles, Person by) {
    return scene
        .system()
        .addStaff()
        .handle(new AddStaff.Command(scene.accepted(username, PASSWORD), roles, by.caller()));
  }

  private void assertNothingHappened() {
    assertThat(scene.canLogIn("zoe", PASSWORD)).isFalse();
    assertThat(scene.audit(Optional.empty())).noneMatch(entry -> entry.action().equals("create"));
  }
}
