package dev.countersign.application.audit.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.Scene;
import dev.countersign.application.account.NotPermitted;
import dev.countersign.testkit.Situation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowseAuditTest {
  private static final AuditQuery ALL =
      new AuditQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          100,
          Optional.empty());

  private final Scene scene = Scene.atNoon();
  private final BrowseAudit audit = scene.system().audit();

  @Test
  void whoever_has_the_permission_sees_the_trail() {
    var request = scene.given(Situation.SUBMITTED).id();

    assertThat(audit.handle(ALL, scene.people().root().caller()).items())
        .extracting(view -> view.entry().subject())
        .contains("credit-request/" + request);
  }

  @Test
  void whoever_lacks_the_permission_sees_nothing() {
    assertThatExceptionOfType(NotPermitted.class)
        .isThrownBy(() -> audit.handle(ALL, scene.people().dora().caller()))
        .withMessageContaining("audit.read");
  }
}
