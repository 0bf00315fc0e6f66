package dev.countersign.application.credit.request;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static dev.countersign.testkit.QueryBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.policy.Publication;
import dev.countersign.application.credit.request.ReadCreditRequests.Inbox;
import dev.countersign.application.credit.request.RequestQuery.Range;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadCreditRequestsTest {
  private final Scene scene = Scene.atNoon();
  private final ReadCreditRequests read = scene.system().read();
  private final Person ada = scene.people().ada();
  private final Person ana = scene.people().ana();
  private final Person eve = scene.system().people().ada();

  @Test
  void the_applicant_and_all_staff_see_everything_of_a_request() {
    var story = scene.given(Situation.GRANTED);
    var people = scene.people();

    for (var person : List.of(ada, ana, people.max(), people.dora(), people.root())) {
      var caller = person.caller();
      assertThat(read.find(story.id(), caller)).isPresent();
      assertThat(read.history(story.id(), caller)).isPresent();
      assertThat(read.analysis(story.id(), Optional.empty(), caller)).isPresent();
      assertThat(read.schedule(story.id(), caller)).isPresent();
      assertThat(read.browse(allRequests().build(), caller).items()).hasSize(1);
    }
  }

  @Test
  void to_another_applicant_a_request_does_not_exist() {
    var story = scene.given(Situation.GRANTED);
    var caller = eve.caller();

    assertThat(read.find(story.id(), caller)).isEmpty();
    assertThat(read.history(story.id(), caller)).isEmpty();
    assertThat(read.analysis(story.id(), Optional.empty(), caller)).isEmpty();
    assertThat(read.analysis(story.id(), Optional.of(Revision.FIRST), caller)).isEmpty();
    assertThat(read.schedule(story.id(), caller)).isEmpty();
    assertThat(read.browse(allRequests().build(), caller).items()).isEmpty();
    assertThat(read.browse(allRequests().ofUser(ada.username()).build(), caller).items()).isEmpty();
  }

  @Test
  void someone_without_any_role_sees_nothing_of_others() {
    var story = scene.given(Situation.AT_FIRST_STAGE);
    var nobody = eve.as().caller();

    assertThat(read.find(story.id(), nobody)).isEmpty();
    assertThat(read.browse(allRequests().build(), nobody).items()).isEmpty();
  }

  @Test
  void remarks_are_for_staff_alone() {
    var story = scene.given(Situation.REJECTED_AT_FIRST_STAGE);

    assertThat(remarks(story.id(), ana)).containsExactly("Called them.");
    assertThat(remarks(story.id(), ada)).isEmpty();
    assertThat(read.history(story.id(), ada.caller()).orElseThrow().getLast().facts())
        .containsEntry("reason", "The contract ends soon.");
    assertThat(read.history(story.id(), ada.caller()).orElseThrow().toString())
        .doesNotContain("Called them.");
  }

  @Test
  void an_inbox_holds_what_waits_for_one_s_own_roles() {
    var first = scene.given(Situation.AT_FIRST_STAGE);
    var second = scene.given(Situation.AT_SECOND_STAGE);
    var both = scene.system().people().ana().as(Role.ANALYST, Role.MANAGER);
    scene.system().database().run(store -> store.accounts().save(both.account(Scene.NOON)));

    assertThat(ids(read.inbox(ana.caller()).team())).containsExactly(first.id());
    assertThat(ids(read.inbox(scene.people().max().caller()).team())).containsExactly(second.id());
    assertThat(ids(read.inbox(both.caller()).team()))
        .containsExactlyInAnyOrder(first.id(), second.id());
  }

  @Test
  void the_inbox_of_whoever_decides_nothing_is_empty() {
    var unused = scene.given(Situation.AT_FIRST_STAGE);
    var empty = new Inbox(List.of(), List.of(), List.of());

    assertThat(read.inbox(ada.caller())).isEqualTo(empty);
    assertThat(read.inbox(scene.people().root().caller())).isEqualTo(empty);
    assertThat(read.inbox(eve.caller())).isEqualTo(empty);
  }

  @Test
  void what_one_holds_is_one_s_own_and_what_colleagues_hold_is_the_team_s() {
    var held = scene.given(Situation.HELD_AT_FIRST_STAGE);
    var free = scene.given(Situation.AT_FIRST_STAGE);
    var colleague = scene.system().people().ana();

    var anas = read.inbox(ana.caller());
    var colleagues = read.inbox(colleague.caller());

    assertThat(ids(anas.mine())).containsExactly(held.id());
    assertThat(ids(anas.team())).containsExactly(free.id());
    assertThat(colleagues.mine()).isEmpty();
    assertThat(ids(colleagues.team())).containsExactlyInAnyOrder(held.id(), free.id());
  }

  @Test
  void what_is_past_its_deadline_is_overdue() {
    var story = scene.given(Situation.HELD_AT_FIRST_STAGE);
    var deadline = scene.view(story.id()).open().orElseThrow().deadline();
    scene.clock().advance(Duration.between(Scene.NOON, deadline));
    assertThat(read.inbox(ana.caller()).overdue()).isEmpty();

    scene.clock().advance(Duration.ofMillis(1));

    assertThat(ids(read.inbox(ana.caller()).overdue())).containsExactly(story.id());
    assertThat(ids(read.inbox(ana.caller()).mine())).containsExactly(story.id());
  }

  @Test
  void one_s_own_request_and_what_one_decided_before_are_in_no_inbox() {
    var story = scene.given(Situation.AT_SECOND_STAGE);

    assertThat(read.inbox(ana.as(Role.ANALYST, Role.MANAGER).caller()).team()).isEmpty();
    assertThat(read.inbox(ada.as(Role.MANAGER).caller()).team()).isEmpty();
    assertThat(ids(read.inbox(scene.people().max().caller()).team())).containsExactly(story.id());
  }

  @Test
  void the_summary_counts_everything_there_is() {
    var unused = List.of(scene.given(Situation.AT_FIRST_STAGE), scene.given(Situation.GRANTED));

    assertThat(read.summary(new Range<>(Optional.empty(), Optional.empty())).total()).isEqualTo(2);
  }

  @Test
  void a_day_is_one_in_the_zone_of_the_policy_in_force() {
    var today = Optional.of(LocalDate.of(2026, 6, 1));
    assertThat(read.during(new Range<>(today, today)))
        .isEqualTo(range("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"));

    var policy = aPolicy().named("in-brazil").in(ZoneId.of("America/Sao_Paulo")).build();
    var now = scene.clock().instant();
    var unused =
        scene
            .system()
            .database()
            .policies()
            .publish(PinnedPolicy.of(policy), new Publication(now, now, "someone"));

    assertThat(read.during(new Range<>(today, today)))
        .isEqualTo(range("2026-06-01T03:00:00Z", "2026-06-02T03:00:00Z"));
  }

  private static Range<Instant> range(String from, String to) {
    return new Range<>(Optional.of(Instant.parse(from)), Optional.of(Instant.parse(to)));
  }

  private List<String> remarks(CreditRequestId id, Person person) {
    return read.history(id, person.caller()).orElseThrow().stream()
        .map(HistoryEntry::remark)
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<CreditRequestId> ids(List<RequestView> views) {
    return views.stream().map(RequestView::id).toList();
  }
}
