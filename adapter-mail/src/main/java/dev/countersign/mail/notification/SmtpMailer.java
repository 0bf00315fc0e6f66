package dev.countersign.mail.notification;

import dev.countersign.application.notification.Email;
import dev.countersign.application.notification.Mailer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends e-mail messages over SMTP, each on a connection of its own, with timeouts of ten seconds.
 */
public final class SmtpMailer implements Mailer {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
  private static final String TIMEOUT_MILLIS = "10000";

  private final SmtpServer server;
  private final Session session;

  public SmtpMailer(SmtpServer server) {
    this.server = server;
    this.session = Session.getInstance(properties(server));
  }

  private static Properties properties(SmtpServer server) {
    var properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", server.host());
    properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.auth", String.valueOf(server.login().isPresent()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (server.tls()) {
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case NONE -> {}
    }
    return properties;
  }

  @Override
  public Sending send(Email email) {
    try {
      var message = message(email);
      if (server.login().isPresent()) {
        var login = server.login().get();
        Transport.send(message, login.user(), login.password());
      } else {
        Transport.send(message);
      }
      return new Sent();
    } catch (MessagingException e) {
      LOG.warn("e-mail {} was not sent ({})", email.id(), e.getClass().getSimpleName());
      return isForGood(e) ? new Refused(why(e)) : new TryLater(why(e));
    }
  }

  /** Whether the server rejects the message or its address for good. */
  private static boolean isForGood(MessagingException e) {
    return switch (e) {
      case AddressException noAddress -> true;
      case SMTPSendFailedException refused -> refused.getReturnCode() >= 500;
      case SendFailedException failed ->
          failed.getInvalidAddresses() != null && failed.getInvalidAddresses().length > 0;
      default -> false;
    };
  }

  private MimeMessage message(Email email) throws MessagingException {
    var message = new IdentifiedMessage(session, "<" + email.id() + "@countersign>");
    message.setFrom(new InternetAddress(server.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(email.address(), true));
    message.setSubject(email.content().subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(email.createdAt()));
    message.setHeader("Auto-Submitted", "auto-generated");
    var text = new MimeBodyPart();
    text.setText(email.content().text(), StandardCharsets.UTF_8.name());
    var html = new MimeBodyPart();
    html.setText(email.content().html(), StandardCharsets.UTF_8.name(), "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  private static String why(MessagingException e) {
    var cause = e.getNextException() == null ? e : e.getNextException();
    var detail = String.valueOf(cause.getMessage()).strip();
    return detail.substring(0, Math.min(detail.length(), 500));
  }

  /** A message with the same id at every try, so that a mailbox can drop duplicates. */
  private static final class IdentifiedMessage extends MimeMessage {
    private final String id;

    IdentifiedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
