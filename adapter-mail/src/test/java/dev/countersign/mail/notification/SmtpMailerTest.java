package dev.countersign.mail.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.countersign.application.notification.Email;
import dev.countersign.application.notification.Mailer;
import dev.countersign.domain.party.UserId;
import dev.countersign.mail.notification.SmtpServer.Tls;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real mail server takes what we send. */
class SmtpMailerTest {
  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void a_letter_arrives_as_text_and_as_html() throws Exception {
    var email = email("ada@example.org");

    assertThat(mailer(Tls.NONE).send(email)).isEqualTo(new Mailer.Sent());

    var arrived = server.getReceivedMessages()[0];
    assertThat(arrived.getSubject()).isEqualTo("Crédito – ✓");
    assertThat(arrived.getFrom()[0]).hasToString("credit@example.org");
    assertThat(arrived.getAllRecipients()[0]).hasToString("ada@example.org");
    assertThat(arrived.getHeader("Message-ID")).containsExactly("<" + email.id() + "@countersign>");
    var parts = (MimeMultipart) arrived.getContent();
    assertThat(parts.getContentType()).contains("alternative");
    assertThat(parts.getBodyPart(0).getContent()).asString().contains("Olá");
    assertThat(parts.getBodyPart(1).getContent()).asString().contains("<p>Olá</p>");
  }

  @Test
  void a_letter_sent_again_is_known_by_its_id() throws Exception {
    var email = email("ada@example.org");
    assertThat(mailer(Tls.NONE).send(email)).isEqualTo(mailer(Tls.NONE).send(email));

    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[1].getMessageID())
        .isEqualTo(server.getReceivedMessages()[0].getMessageID());
  }

  @Test
  void a_server_that_is_away_means_later() {
    var mailer = mailer(Tls.NONE);
    server.stop();

    assertThat(mailer.send(email("ada@example.org"))).isInstanceOf(Mailer.TryLater.class);
  }

  @ParameterizedTest
  @CsvSource({
    "550 no such box, 250 ok, for good",
    "450 greylisted, 250 ok, later",
    "250 ok, 554 no such messages, for good",
    "250 ok, 451 try again, later",
    "421 going down, 250 ok, later"
  })
  void what_the_server_answers_says_whether_another_time_helps(
      String toRecipient, String toLetter, String expected) throws Exception {
    try (var strict = new StrictServer(toRecipient, toLetter)) {
      var sending = mailer(Tls.NONE, strict.port()).send(email("ada@example.org"));

      switch (sending) {
        case Mailer.Sent sent -> throw new AssertionError("it was sent");
        case Mailer.Refused refused -> assertThat(expected).isEqualTo("for good");
        case Mailer.TryLater later -> assertThat(expected).isEqualTo("later");
      }
    }
  }

  @Test
  void a_server_without_the_wanted_protection_gets_nothing() {
    assertThat(mailer(Tls.STARTTLS).send(email("ada@example.org")))
        .isInstanceOf(Mailer.TryLater.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void what_is_no_address_is_refused_for_good() {
    assertThat(mailer(Tls.NONE).send(email("not an address"))).isInstanceOf(Mailer.Refused.class);
    assertThat(mailer(Tls.NONE).send(email("a@example.org\r\nBcc: b@example.org")))
        .isInstanceOf(Mailer.Refused.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private SmtpMailer mailer(Tls tls) {
    return mailer(tls, server.getSmtp().getPort());
  }

  private static SmtpMailer mailer(Tls tls, int port) {
    return new SmtpMailer(
        new SmtpServer("127.0.0.1", port, tls, Optional.empty(), "credit@example.org"));
  }

  private static Email email(String address) {
    return new Email(
        UUID.randomUUID(),
        new UserId(UUID.randomUUID()),
        1,
        address,
        new Email.Content("Crédito – ✓", "Olá\n", "<p>Olá</p>\n"),
        Email.State.WAITING,
        1,
        Optional.empty(),
        Instant.parse("2026-06-01T12:00:00Z"));
  }
}
