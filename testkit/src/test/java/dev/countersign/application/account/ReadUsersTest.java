package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.Scene;
import dev.countersign.domain.party.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadUsersTest {
  private final Scene scene = Scene.atNoon();
  private final ReadUsers users = scene.system().readUsers();
  private final Caller root = scene.people().root().caller();

  @Test
  void each_sees_their_own_account_and_whoever_keeps_users_sees_all() {
    var ada = scene.people().ada();

    assertThat(users.find(ada.id(), ada.caller())).map(Account::id).contains(ada.id());
    assertThat(users.find(ada.id(), root)).map(Account::id).contains(ada.id());
    assertThat(users.find(root.id(), ada.caller())).isEmpty();
    assertThat(users.find(new UserId(scene.system().ids().next(Scene.NOON)), root)).isEmpty();
  }

  @Test
  void accounts_are_listed_page_by_page() {
    var first = users.browse(3, Optional.empty(), root);
    var second = users.browse(3, first.next(), root);

    assertThat(first.items()).hasSize(3);
    assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
    assertThat(second.next()).isEmpty();
  }

  @Test
  void whoever_lacks_the_permission_sees_no_list() {
    assertThatExceptionOfType(NotPermitted.class)
        .isThrownBy(() -> users.browse(3, Optional.empty(), scene.people().dora().caller()))
        .withMessageContaining("user.manage");
  }
}
