package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.audit.browse.AuditQuery;
import dev.countersign.application.audit.browse.AuditView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every act is recorded once, comes back as it was, and is found by who, what and when. */
public abstract class AuditContract extends PortContract {
  @Test
  final void an_entry_comes_back_as_it_was_recorded() {
    var entry =
        new AuditEntry(
            now.plusNanos(1_000),
            people.ana().id().toString(),
            "login-failed",
            subject("one"),
            new Origin("2001:db8::1"),
            Map.of("username", "“Zoë” \\ ' \n 家 🏠", "empty", ""));

    record(entry);

    assertThat(auditOf(subject("one"))).extracting(AuditView::entry).containsExactly(entry);
  }

  @Test
  final void an_entry_of_a_person_names_them() {
    record(entry(people.ana().id().toString(), "approve", "one", now));

    assertThat(auditOf(subject("one")))
        .extracting(AuditView::actorName)
        .containsExactly(Optional.of(people.ana().username()));
  }

  @Test
  final void an_entry_of_the_system_or_of_nobody_names_no_person() {
    record(entry("analysis", "analyse", "one", now));
    record(entry("anonymous", "login-failed", "one", now));

    assertThat(auditOf(subject("one")))
        .extracting(AuditView::actorName)
        .containsOnly(Optional.empty());
  }

  @Test
  final void the_newest_comes_first_and_has_the_highest_id() {
    record(entry("anonymous", "first", "one", now));
    record(entry("anonymous", "second", "one", now));

    var rows = auditOf(subject("one"));

    assertThat(rows).extracting(row -> row.entry().action()).containsExactly("second", "first");
    assertThat(rows.getFirst().id()).isGreaterThan(rows.getLast().id());
  }

  @Test
  final void an_entry_that_was_rolled_back_never_was() {
    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  store.audit().record(entry("anonymous", "act", "one", now));
                  throw new IllegalStateException();
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(auditOf(subject("one"))).isEmpty();
  }

  @Test
  final void the_actor_the_action_and_the_subject_narrow_it_down_together() {
    var ana = people.ana().id().toString();
    var max = people.max().id().toString();
    record(entry(ana, "approve", "one", now));
    record(entry(ana, "reject", "one", now));
    record(entry(max, "approve", "one", now));
    record(entry(ana, "approve", "two", now));

    assertThat(browse(Optional.of(ana), Optional.of("approve"), Optional.of(subject("one"))))
        .hasSize(1);
    assertThat(browse(Optional.of(ana), Optional.empty(), Optional.empty())).hasSize(3);
    assertThat(browse(Optional.empty(), Optional.of("approve"), Optional.of(subject("one"))))
        .hasSize(2);
    assertThat(browse(Optional.of("ana"), Optional.empty(), Optional.of(subject("one")))).isEmpty();
  }

  @Test
  final void the_time_narrows_it_down_from_one_instant_to_just_before_another() {
    for (int second = 0; second < 4; second++) {
      record(entry("anonymous", "act-" + second, "one", now.plusSeconds(second)));
    }

    assertThat(between(Optional.of(now.plusSeconds(1)), Optional.of(now.plusSeconds(3))))
        .containsExactly("act-2", "act-1");
    assertThat(between(Optional.of(now.plusSeconds(3)), Optional.empty())).containsExactly("act-3");
    assertThat(between(Optional.empty(), Optional.of(now.plusSeconds(1)))).containsExactly("act-0");
  }

  @Test
  final void pages_have_no_gaps_and_no_repeats_even_as_entries_are_added() {
    for (int number = 0; number < 7; number++) {
      record(entry("anonymous", "act-" + number, "one", now));
    }

    var actions = new ArrayList<String>();
    Optional<String> next = Optional.empty();
    do {
      var page = on.audit().browse(query(Optional.empty(), Optional.empty(), "one", 3, next));
      assertThat(page.items()).hasSizeBetween(1, 3);
      page.items().forEach(row -> actions.add(row.entry().action()));
      record(entry("anonymous", "later", "one", now));
      next = page.next();
    } while (next.isPresent());

    assertThat(actions)
        .containsExactly("act-6", "act-5", "act-4", "act-3", "act-2", "act-1", "act-0");
  }

  @Test
  final void a_full_last_page_has_no_next() {
    record(entry("anonymous", "one", "one", now));
    record(entry("anonymous", "two", "one", now));

    var page =
        on.audit().browse(query(Optional.empty(), Optional.empty(), "one", 2, Optional.empty()));

    assertThat(page.items()).hasSize(2);
    assertThat(page.next()).isEmpty();
  }

  @Test
  final void a_position_that_no_page_named_is_refused() {
    assertThatThrownBy(() ->
            on.audit()
                .browse(
                    query(Optional.empty(), Optional.empty(), "one", 2, Optional.of("nowhere"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void record(AuditEntry entry) {
    on.transactions().run(store -> store.audit().record(entry));
  }

  private AuditEntry entry(String actor, String action, String subject, Instant at) {
    return new AuditEntry(at, actor, action, subject(subject), new Origin("192.0.2.1"), Map.of());
  }

  /** Of this test alone: its Ada is nobody else's. */
  private String subject(String name) {
    return "test/" + people.ada().id() + "/" + name;
  }

  private List<AuditView> browse(
      Optional<String> actor, Optional<String> action, Optional<String> subject) {
    return on.audit()
        .browse(
            new AuditQuery(
                actor, action, subject, Optional.empty(), Optional.empty(), 100, Optional.empty()))
        .items();
  }

  private List<String> between(Optional<Instant> from, Optional<Instant> to) {
    return on.audit().browse(query(from, to, "one", 100, Optional.empty())).items().stream()
        .map(row -> row.entry().action())
        .toList();
  }

  private AuditQuery query(
      Optional<Instant> from,
      Optional<Instant> to,
      String subject,
      int limit,
      Optional<String> after) {
    return new AuditQuery(
        Optional.empty(), Optional.empty(), Optional.of(subject(subject)), from, to, limit, after);
  }
}
