package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Permission;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.notification.Notification;
import dev.countersign.application.store.Page;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Everyone is notified of an event once, and sees their own notifications alone. */
public abstract class NotificationsContract extends PortContract {
  private long lastEvent = System.nanoTime();

  @Test
  final void what_was_added_is_found_as_it_was() {
    var told = notification(people.ada());

    assertThat(add(told)).isTrue();

    assertThat(of(people.ada(), false).items()).containsExactly(told);
    assertThat(of(people.ana(), false).items()).isEmpty();
  }

  @Test
  final void nobody_is_told_of_an_event_twice_but_everyone_may_be_told() {
    var told = notification(people.ada());
    assertThat(add(told)).isTrue();

    assertThat(add(again(told, people.ada()))).isFalse();
    assertThat(add(again(told, people.ana()))).isTrue();

    assertThat(of(people.ada(), false).items()).containsExactly(told);
    assertThat(of(people.ana(), false).items()).hasSize(1);
  }

  @Test
  final void the_newest_come_first_page_by_page() {
    var first = notification(people.ada());
    var second = notification(people.ada());
    var third = notification(people.ada());
    assertThat(add(first) && add(second) && add(third)).isTrue();

    var page = inTransaction(s -> s.notifications().browse(people.ada().id(), false, 2, none()));
    assertThat(page.items()).containsExactly(third, second);

    var rest =
        inTransaction(s -> s.notifications().browse(people.ada().id(), false, 2, page.next()));
    assertThat(rest.items()).containsExactly(first);
    assertThat(rest.next()).isEmpty();
  }

  @Test
  final void what_was_read_stays_read_since_the_first_time() {
    var told = notification(people.ada());
    assertThat(add(told)).isTrue();

    assertThat(read(told, people.ada(), 1)).isTrue();
    assertThat(read(told, people.ada(), 2)).isTrue();

    assertThat(of(people.ada(), true).items()).isEmpty();
    assertThat(of(people.ada(), false).items())
        .extracting(Notification::readAt)
        .containsExactly(Optional.of(now.plusSeconds(1)));
  }

  @Test
  final void nobody_reads_for_another() {
    var told = notification(people.ada());
    assertThat(add(told)).isTrue();

    assertThat(read(told, people.ana(), 1)).isFalse();

    assertThat(of(people.ada(), true).items()).containsExactly(told);
  }

  @Test
  final void all_of_a_person_are_read_at_once_and_nobody_else_s() {
    for (var person : List.of(people.ada(), people.ada(), people.ana())) {
      assertThat(add(notification(person))).isTrue();
    }

    on.transactions().run(store -> store.notifications().readAll(people.ada().id(), now));

    assertThat(of(people.ada(), true).items()).isEmpty();
    assertThat(of(people.ana(), true).items()).hasSize(1);
  }

  @Test
  final void those_who_hold_a_role_are_found() {
    List<Account> analysts =
        inTransaction(store -> store.accounts().holding(Role.ANALYST, CreditPermissions.DECIDE));

    assertThat(analysts)
        .contains(people.ana().account(now))
        .allSatisfy(account -> {
          assertThat(account.roles()).contains(Role.ANALYST);
          assertThat(account.active()).isTrue();
        });
    List<Account> managingUsers =
        inTransaction(store -> store.accounts().holding(Role.ANALYST, Permission.USER_MANAGE));
    assertThat(managingUsers).isEmpty();
  }

  private Notification notification(Person to) {
    return new Notification(
        IDS.next(now),
        to.id(),
        lastEvent++,
        new CreditRequestId(IDS.next(now)).stream(),
        "stage-approved",
        now,
        Map.of("stage", "ANALYST"),
        Optional.empty());
  }

  private Notification again(Notification told, Person to) {
    return new Notification(
        IDS.next(now),
        to.id(),
        told.event(),
        told.stream(),
        told.type(),
        now,
        told.facts(),
        Optional.empty());
  }

  private boolean add(Notification notification) {
    return inTransaction(store -> store.notifications().add(notification));
  }

  private boolean read(Notification told, Person by, int afterSeconds) {
    return inTransaction(
        store -> store.notifications().read(told.id(), by.id(), now.plusSeconds(afterSeconds)));
  }

  private Page<Notification> of(Person person, boolean unread) {
    return inTransaction(s -> s.notifications().browse(person.id(), unread, 100, none()));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
