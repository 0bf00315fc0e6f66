package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventLog.StreamChange;
import dev.countersign.application.event.Outbox.Entry;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a context appends is delivered, each stream in the order of its versions. */
public abstract class EventLogContract extends PortContract {
  private static final UserId OWNER = new UserId(new UUID(7, 7));
  private static final Actor SOMEONE = new Actor.Person(new UserId(new UUID(8, 8)));

  private StreamId stream;

  @BeforeEach
  final void beginAStreamAndDeliverWhatOthersLeft() {
    stream = new CreditRequestId(IDS.next(now)).stream();
    for (var left = lease(); !left.isEmpty(); left = lease()) {
      on.outbox().settle(left.stream().map(Settlement::delivered).toList());
    }
  }

  @Test
  final void what_is_appended_is_delivered_as_it_was() {
    append(change(1, new CreditRequestEvent.Withdrawn(), new CreditRequestEvent.Expired()));
    append(change(2, new CreditRequestEvent.Expired()));

    var events = lease().stream().map(Entry::event).toList();

    assertThat(events)
        .extracting(CommittedEvent::event)
        .containsExactly(
            new CreditRequestEvent.Withdrawn(),
            new CreditRequestEvent.Expired(),
            new CreditRequestEvent.Expired());
    assertThat(events).extracting(CommittedEvent::version).containsExactly(1, 1, 2);
    assertThat(events).extracting(CommittedEvent::stream).containsOnly(stream);
    assertThat(events).extracting(CommittedEvent::owner).containsOnly(Optional.of(OWNER));
    assertThat(events).extracting(CommittedEvent::by).containsOnly(SOMEONE);
    assertThat(events).extracting(CommittedEvent::at).containsOnly(now);
    assertThat(events).extracting(CommittedEvent::id).isSorted().doesNotHaveDuplicates();
  }

  @Test
  final void a_change_of_a_stream_that_has_moved_on_is_refused() {
    append(change(1, new CreditRequestEvent.Expired()));

    assertThatThrownBy(() -> append(change(1, new CreditRequestEvent.Withdrawn())))
        .isInstanceOf(StaleRevision.class);

    assertThat(lease())
        .extracting(entry -> entry.event().event())
        .containsExactly(new CreditRequestEvent.Expired());
  }

  @Test
  final void no_version_is_left_out() {
    append(change(1, new CreditRequestEvent.Expired()));

    assertThatThrownBy(() -> append(change(3, new CreditRequestEvent.Withdrawn())))
        .isInstanceOf(StaleRevision.class);
  }

  @Test
  final void of_two_who_append_at_once_one_is_refused() {
    append(change(1, new CreditRequestEvent.Expired()));

    var outcomes =
        Threads.atOnce(
            4,
            number -> {
              try {
                append(change(2, new CreditRequestEvent.Withdrawn()));
                return "appended";
              } catch (StaleRevision e) {
                return "refused";
              }
            });

    assertThat(outcomes).containsExactlyInAnyOrder("appended", "refused", "refused", "refused");
    assertThat(lease()).hasSize(2);
  }

  @Test
  final void what_is_rolled_back_is_never_delivered() {
    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  store.eventLog().append(change(1, new CreditRequestEvent.Expired()));
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");

    assertThat(lease()).isEmpty();
  }

  @Test
  final void a_change_without_events_is_none() {
    assertThatThrownBy(() -> change(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 16 events");
  }

  private StreamChange change(int version, DomainEvent... events) {
    return new StreamChange(stream, version, Optional.of(OWNER), now, SOMEONE, List.of(events));
  }

  private void append(StreamChange change) {
    on.transactions().run(store -> store.eventLog().append(change));
  }

  private List<Entry> lease() {
    return on.outbox().lease(1_000, Duration.ofSeconds(30));
  }
}
