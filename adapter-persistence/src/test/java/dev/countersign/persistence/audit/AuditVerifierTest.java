package dev.countersign.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.persistence.TestDatabase;
import dev.countersign.persistence.audit.AuditVerifier.Fault;
import dev.countersign.persistence.audit.AuditVerifier.Flaw;
import dev.countersign.testkit.Await;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditVerifierTest {
  private static final TestDatabase TEST = TestDatabase.fresh();

  private final AuditSealer sealer = TEST.database().auditSealer();
  private final AuditVerifier verifier = TEST.database().auditVerifier();

  @BeforeEach
  void beginAnew() throws Exception {
    tamper("truncate audit_entry, audit_unsealed, audit_seal restart identity");
    record(10);
    assertThat(sealer.seal()).isEqualTo(10);
  }

  @AfterAll
  static void close() {
    TEST.close();
  }

  @Test
  void an_untouched_trail_has_no_flaw() {
    record(3);

    var report = verifier.verify();

    assertThat(report.sealed()).isEqualTo(10);
    assertThat(report.notYetSealed()).isEqualTo(3);
    assertThat(report.flaw()).isEmpty();
  }

  @Test
  void an_empty_trail_has_no_flaw() throws Exception {
    tamper("truncate audit_entry, audit_unsealed, audit_seal");

    assertThat(verifier.verify().sealed()).isZero();
    assertThat(verifier.verify().flaw()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at = at + interval '1 microsecond'",
        "actor = 'somebody'",
        "action = 'something'",
        "subject = 'elsewhere'",
        "address = '203.0.113.9'",
        "details = '{}'"
      })
  void an_entry_that_was_changed_is_found(String change) throws Exception {
    tamper("update audit_entry set %s where id = 4".formatted(change));

    assertFlaw(4, Fault.CHANGED);
  }

  @Test
  void a_change_of_the_last_entry_is_found() throws Exception {
    tamper("update audit_entry set actor = 'somebody' where id = 10");

    assertFlaw(10, Fault.CHANGED);
  }

  @Test
  void an_entry_that_is_gone_is_found() throws Exception {
    tamper("delete from audit_entry where id = 4");

    assertFlaw(4, Fault.MISSING);
  }

  @Test
  void an_entry_that_is_gone_with_its_seal_is_found_at_the_next() throws Exception {
    tamper("delete from audit_entry where id = 4; delete from audit_seal where entry_id = 4");

    assertFlaw(5, Fault.MISSING);
  }

  @Test
  void closing_the_gap_does_not_hide_it() throws Exception {
    tamper("delete from audit_entry where id = 4; delete from audit_seal where entry_id = 4");
    tamper("update audit_seal set sequence = sequence + 1000 where sequence > 4");
    tamper("update audit_seal set sequence = sequence - 1001 where sequence > 1000");

    assertFlaw(5, Fault.CHANGED);
  }

  @Test
  void an_entry_that_was_put_in_is_found() throws Exception {
    tamper(
        """
        insert into audit_entry (at, actor, action, subject, address, details)
        select at, actor, 'approve', subject, address, details from audit_entry where id = 4
        """);

    assertFlaw(11, Fault.INSERTED);
  }

  @Test
  void entries_that_changed_places_are_found() throws Exception {
    tamper(
        """
        update audit_seal set entry_id = -4 where entry_id = 4;
        update audit_seal set entry_id = 4 where entry_id = 5;
        update audit_seal set entry_id = 5 where entry_id = -4
        """);

    assertFlaw(5, Fault.REORDERED);
  }

  @Test
  void a_seal_that_was_altered_is_found() throws Exception {
    tamper("update audit_seal set hash = sha256('x') where entry_id = 4");

    assertFlaw(4, Fault.SEAL_ALTERED);
  }

  @Test
  void a_flaw_beyond_the_first_batch_is_found() throws Exception {
    record(2_500);
    assertThat(sealer.seal()).isEqualTo(2_500);
    assertThat(verifier.verify().flaw()).isEmpty();

    tamper("update audit_entry set actor = 'somebody' where id = 1999");

    assertFlaw(1_999, Fault.CHANGED);
  }

  @Test
  void cutting_off_the_end_shows_in_the_head_alone() throws Exception {
    var head = verifier.verify().head();

    tamper("delete from audit_entry where id = 10; delete from audit_seal where entry_id = 10");

    assertThat(verifier.verify().flaw()).isEmpty();
    assertThat(verifier.verify().head()).isNotEqualTo(head);
  }

  @Test
  void an_entry_that_commits_late_is_sealed_then() throws Exception {
    try (var late = TEST.ownersConnection();
        var statement = late.createStatement()) {
      late.setAutoCommit(false);
      int unused =
          statement.executeUpdate(
              """
              with e as (
                insert into audit_entry (at, actor, action, subject, address, details)
                values (now(), 'late', 'test', 'test', 'test', '{}') returning id)
              insert into audit_unsealed select id from e
              """);
      record(5);
      assertThat(sealer.seal()).isEqualTo(5);
      late.commit();
    }

    assertThat(sealer.lag()).isEqualTo(1);
    assertThat(sealer.seal()).isEqualTo(1);
    assertThat(verifier.verify().flaw()).isEmpty();
  }

  @Test
  void two_nodes_that_seal_at_once_make_one_chain() throws Exception {
    record(2_000);
    try (var other = TEST.anotherNode();
        var threads = Executors.newFixedThreadPool(2)) {
      var one = threads.submit(sealer::seal);
      var two = threads.submit(other.database().auditSealer()::seal);

      assertThat(Await.result(one) + Await.result(two)).isEqualTo(2_000);
    }
    assertThat(verifier.verify().flaw()).isEmpty();
  }

  private static void record(int entries) {
    TEST.transactions()
        .run(store ->
            IntStream.range(0, entries)
                .mapToObj(number -> entry("entry/" + number))
                .forEach(store.audit()::record));
  }

  private static AuditEntry entry(String subject) {
    return new AuditEntry(
        TEST.clock().instant(),
        "anonymous",
        "test",
        subject,
        new Origin("192.0.2.1"),
        Map.of("why", "to see"));
  }

  private static void tamper(String sql) throws SQLException {
    int unused = TEST.asOwner(sql);
  }

  private void assertFlaw(long entry, Fault fault) {
    assertThat(verifier.verify().flaw()).isEqualTo(Optional.of(new Flaw(entry, fault)));
  }
}
