package dev.countersign.application.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.Scene;
import dev.countersign.application.account.NotPermitted;
import dev.countersign.application.credit.analysis.BureauRecord.Kept;
import dev.countersign.application.credit.analysis.BureauRecord.OutOfOrder;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.testkit.Person;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetBureauRecordTest {
  private static final TaxId SOMEONE = new TaxId("15350946056");
  private static final Optional<String> SUBJECT = Optional.of("bureau-record/15350946056");

  private final Scene scene = Scene.atNoon();
  private final Person root = scene.people().root();

  @Test
  void a_record_is_kept_with_an_audit_entry() {
    var record = new Kept(Optional.of(540), true);

    set(record, root);

    assertThat(found()).contains(record);
    assertThat(scene.audit(SUBJECT))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("set");
          assertThat(entry.actor()).isEqualTo(root.id().toString());
          assertThat(entry.at()).isEqualTo(Scene.NOON);
          assertThat(entry.from()).isEqualTo(root.caller().origin());
          assertThat(entry.details()).isEqualTo(Map.of("rating", "540", "restriction", "true"));
        });
  }

  @Test
  void the_audit_entry_tells_a_person_without_a_rating_from_a_bureau_that_is_down() {
    set(new Kept(Optional.empty(), false), root);
    set(new OutOfOrder(), root);

    assertThat(scene.audit(SUBJECT))
        .extracting(entry -> entry.details())
        .containsExactly(
            Map.of("unavailable", "true"), Map.of("rating", "none", "restriction", "false"));
  }

  @Test
  void setting_the_same_again_leaves_no_second_audit_entry() {
    set(new OutOfOrder(), root);
    set(new OutOfOrder(), root);

    assertThat(scene.audit(SUBJECT)).hasSize(1);
  }

  @Test
  void whoever_lacks_the_permission_changes_nothing() {
    assertThatExceptionOfType(NotPermitted.class)
        .isThrownBy(() -> set(new OutOfOrder(), scene.people().ana()))
        .withMessageContaining("bureau-record.write");

    assertThat(found()).isEmpty();
    assertThat(scene.audit(SUBJECT)).isEmpty();
  }

  private void set(BureauRecord record, Person by) {
    scene
        .system()
        .setBureauRecord()
        .handle(new SetBureauRecord.Command(SOMEONE, record, by.caller()));
  }

  private Optional<BureauRecord> found() {
    return scene.system().database().bureauRecords().find(SOMEONE);
  }
}
