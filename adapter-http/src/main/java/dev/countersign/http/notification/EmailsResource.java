package dev.countersign.http.notification;

import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.post;

import dev.countersign.application.account.Permission;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.notification.Email;
import dev.countersign.application.notification.ManageEmails;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.json.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every e-mail there was, and how its sending stands. */
public final class EmailsResource implements Resource {
  private static final Access ADMINS = Access.holding(Permission.EMAIL_MANAGE);
  private static final String ALL = "/api/v1/emails";

  private final ManageEmails emails;

  public EmailsResource(ManageEmails emails) {
    this.emails = emails;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get(ALL, ADMINS, this::browse), post(ALL + "/{id}/resend", ADMINS, this::resend));
  }

  private Answer browse(Call call) {
    var query = call.query();
    var status = query.choice("status", Email.State.class);
    int limit = query.limit();
    var after = query.cursor();
    query.end();
    return Answers.page(
        query, () -> emails.browse(status, limit, after, call.caller()), EmailJson::of);
  }

  private Answer resend(Call call) {
    call.noBody();
    var id = call.id();
    return call.once(() ->
        emails
            .resend(id, call.caller())
            .map(email -> Answers.ok(EmailJson.of(email)))
            .orElseGet(() -> Answers.of(Answers.notFound())));
  }

  /**
   * @param recipient id of the person
   * @param failure why the last attempt failed
   */
  private record EmailJson(
      String id,
      String recipient,
      String address,
      String status,
      int attempts,
      Optional<String> failure,
      Instant createdAt,
      String subject,
      String text,
      String html) {
    static EmailJson of(Email email) {
      return new EmailJson(
          email.id().toString(),
          email.recipient().toString(),
          email.address(),
          Names.of(email.state()),
          email.attempts(),
          email.failure(),
          email.createdAt(),
          email.content().subject(),
          email.content().text(),
          email.content().html());
    }
  }
}
