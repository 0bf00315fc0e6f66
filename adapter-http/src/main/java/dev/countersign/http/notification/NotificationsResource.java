package dev.countersign.http.notification;

import static dev.countersign.http.access.Access.LOGGED_IN;
import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.notification.Notification;
import dev.countersign.application.notification.OwnNotifications;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The caller's own notifications. */
public final class NotificationsResource implements Resource {
  private static final String ALL = "/api/v1/notifications";

  private final OwnNotifications notifications;

  public NotificationsResource(OwnNotifications notifications) {
    this.notifications = notifications;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get(ALL, LOGGED_IN, this::browse),
        post(ALL + "/{id}/read", LOGGED_IN, this::read),
        post(ALL + "/read", LOGGED_IN, this::readAll));
  }

  private Answer browse(Call call) {
    var query = call.query();
    boolean unread = query.flag("unread");
    int limit = query.limit();
    var after = query.cursor();
    query.end();
    return Answers.page(
        query,
        () -> notifications.browse(call.caller(), unread, limit, after),
        NotificationJson::of);
  }

  private Answer read(Call call) {
    call.noBody();
    var id = call.id();
    return call.once(() ->
        notifications.read(call.caller(), id)
            ? Answers.noContent()
            : Answers.of(Answers.notFound()));
  }

  private Answer readAll(Call call) {
    call.noBody();
    return call.once(() -> {
      notifications.readAll(call.caller());
      return Answers.noContent();
    });
  }

  /**
   * @param stream type and id of what it is about, such as {@code credit-request/0198…}
   * @param request its id alone
   * @param readAt null until it is read
   */
  private record NotificationJson(
      String id,
      String type,
      String stream,
      String request,
      Instant at,
      Map<String, String> facts,
      @JsonInclude(JsonInclude.Include.ALWAYS) Optional<Instant> readAt) {
    static NotificationJson of(Notification it) {
      return new NotificationJson(
          it.id().toString(),
          it.type(),
          it.stream().toString(),
          it.stream().id().toString(),
          it.at(),
          new TreeMap<>(it.facts()),
          it.readAt());
    }
  }
}
