package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.notification.Email;
import dev.countersign.application.notification.Email.State;
import dev.countersign.application.notification.Mailer;
import dev.countersign.application.notification.ManageEmails;
import dev.countersign.application.notification.SendEmails;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.WholeStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An e-mail is sent once, or tried again, or given up for an admin to see; never forgotten. */
public abstract class EmailsContract extends PortContract {
  private final List<UUID> sent = new ArrayList<>();
  private long lastEvent = System.nanoTime();

  @BeforeEach
  final void sendWhatOthersLeft() {
    int unused = sending(email -> new Mailer.Sent()).sendDue();
  }

  @Test
  final void a_letter_is_sent_once() {
    var email = added(people.ada());

    assertThat(sending(this::send).sendDue()).isEqualTo(1);
    assertThat(sending(this::send).sendDue()).isZero();

    assertThat(sent).containsExactly(email.id());
    assertThat(found(email).state()).isEqualTo(State.SENT);
    assertThat(found(email).content()).isEqualTo(email.content());
  }

  @Test
  final void nobody_has_two_emails_about_one_event() {
    var email = added(people.ada());
    var second =
        new Email(
            IDS.next(now),
            email.recipient(),
            email.event(),
            email.address(),
            email.content(),
            State.WAITING,
            0,
            Optional.empty(),
            now);
    on.transactions().run(store -> store.emails().add(second));

    assertThat(sending(this::send).sendDue()).isEqualTo(1);
    assertThat(sent).containsExactly(email.id());
  }

  @Test
  final void what_fails_is_tried_again_after_a_pause_that_grows_and_then_given_up() {
    var email = added(people.ada());
    var failing = sending(it -> new Mailer.TryLater("no route"));

    assertThat(failing.sendDue()).isEqualTo(1);
    assertThat(failing.sendDue()).isZero();
    for (var pause :
        List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1))) {
      assertThat(found(email).state()).isEqualTo(State.WAITING);
      on.clock().advance(pause.minusMillis(1));
      assertThat(failing.sendDue()).isZero();
      on.clock().advance(Duration.ofMillis(1));
      assertThat(failing.sendDue()).isEqualTo(1);
    }

    assertThat(found(email).state()).isEqualTo(State.FAILED);
    assertThat(found(email).failure()).contains("no route");
    assertThat(found(email).attempts()).isEqualTo(7);
    on.clock().advance(Duration.ofDays(2));
    assertThat(failing.sendDue()).isZero();
  }

  @Test
  final void what_is_refused_is_given_up_at_once_and_sent_again_at_an_admin_s_wish() {
    var email = added(people.ada());
    assertThat(sending(it -> new Mailer.Refused("no such box")).sendDue()).isEqualTo(1);
    assertThat(found(email).state()).isEqualTo(State.FAILED);

    assertThat(kept().resend(email.id(), people.root().caller())).map(Email::attempts).contains(0);
    assertThat(sending(this::send).sendDue()).isEqualTo(1);

    assertThat(sent).containsExactly(email.id());
    assertThat(auditOf("email/" + email.id())).hasSize(1);
    assertThat(kept().resend(IDS.next(now), people.root().caller())).isEmpty();
  }

  @Test
  final void what_is_kept_is_sent_at_an_admin_s_wish_alone() {
    var email = added(people.ada(), State.KEPT);
    assertThat(sending(this::send).sendDue()).isZero();
    assertThat(listed(State.KEPT)).extracting(Email::id).contains(email.id());
    assertThat(listed(State.FAILED)).extracting(Email::id).doesNotContain(email.id());

    assertThat(kept().resend(email.id(), people.root().caller())).isPresent();

    assertThat(sending(this::send).sendDue()).isEqualTo(1);
    assertThat(sent).containsExactly(email.id());
  }

  @Test
  final void a_letter_whose_sender_died_is_sent_by_another() {
    var email = added(people.ada());
    var leased =
        inTransaction(store -> store.emails().lease(now, now.plus(Duration.ofMinutes(10))));
    assertThat(leased).map(Email::id).contains(email.id());

    assertThat(sending(this::send).sendDue()).isZero();
    on.clock().advance(Duration.ofMinutes(10));
    assertThat(sending(this::send).sendDue()).isEqualTo(1);

    assertThat(found(email).attempts()).isEqualTo(2);
  }

  @Test
  final void what_a_sender_says_too_late_changes_nothing() {
    var email = added(people.ada());

    int tried =
        sending(
                it -> {
                  if (!sent.isEmpty()) {
                    return send(it);
                  }
                  var unused = send(it);
                  assertThat(kept().resend(it.id(), people.root().caller())).isPresent();
                  return new Mailer.Refused("no such box");
                })
            .sendDue();

    assertThat(tried).isEqualTo(2);
    assertThat(found(email).state()).isEqualTo(State.SENT);
    assertThat(found(email).failure()).isEmpty();
  }

  @Test
  final void what_one_node_is_sending_no_other_sends() {
    var email = added(people.ada());
    var other = sending(this::send);

    int tried =
        sending(
                it -> {
                  assertThat(Threads.elsewhere(other::sendDue)).isZero();
                  return send(it);
                })
            .sendDue();

    assertThat(tried).isEqualTo(1);
    assertThat(sent).containsExactly(email.id());
  }

  @Test
  final void the_newest_come_first_page_by_page() {
    var first = added(people.ada());
    var second = added(people.ana());

    var page = kept().browse(Optional.empty(), 1, Optional.empty(), people.root().caller());
    var rest = kept().browse(Optional.empty(), 1, page.next(), people.root().caller());

    assertThat(page.items()).extracting(Email::id).containsExactly(second.id());
    assertThat(rest.items()).extracting(Email::id).containsExactly(first.id());
  }

  private SendEmails sending(Mailer mailer) {
    return new SendEmails(WholeStore.part(on.transactions(), store -> store), mailer, on.clock());
  }

  private ManageEmails kept() {
    return new ManageEmails(WholeStore.part(on.transactions(), store -> store), on.clock());
  }

  private Mailer.Sending send(Email email) {
    sent.add(email.id());
    return new Mailer.Sent();
  }

  private Email found(Email email) {
    return kept()
        .browse(Optional.empty(), 100, Optional.empty(), people.root().caller())
        .items()
        .stream()
        .filter(each -> each.id().equals(email.id()))
        .findFirst()
        .orElseThrow();
  }

  private List<Email> listed(State state) {
    return kept().browse(Optional.of(state), 100, Optional.empty(), people.root().caller()).items();
  }

  private Email added(Person to) {
    return added(to, State.WAITING);
  }

  private Email added(Person to, State state) {
    var email =
        new Email(
            IDS.next(now),
            to.id(),
            lastEvent++,
            to.username() + "@example.org",
            new Email.Content("Granted – ✓", "Your credit.", "<p>Your credit.</p>"),
            state,
            0,
            Optional.empty(),
            now);
    on.transactions().run(store -> store.emails().add(email));
    return email;
  }
}
