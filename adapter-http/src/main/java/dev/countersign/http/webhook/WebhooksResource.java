package dev.countersign.http.webhook;

import static dev.countersign.http.exchange.Route.delete;
import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.post;
import static dev.countersign.http.exchange.Route.put;

import dev.countersign.application.account.Permission;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.idempotency.IdempotentCommands.Attempt;
import dev.countersign.application.webhook.Delivery;
import dev.countersign.application.webhook.ManageWebhooks;
import dev.countersign.application.webhook.Webhook;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.json.Names;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Webhooks and their deliveries, over HTTP. */
public final class WebhooksResource implements Resource {
  private static final Access ADMINS = Access.holding(Permission.WEBHOOK_MANAGE);
  private static final String ALL = "/api/v1/webhooks";
  private static final String ONE = ALL + "/{id}";
  private static final int MAX_URL_LENGTH = 2_000;
  private static final URI NOWHERE = URI.create("https://nowhere.invalid");

  private final ManageWebhooks webhooks;

  public WebhooksResource(ManageWebhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get(
            ALL,
            ADMINS,
            call ->
                Answers.list(webhooks.all(call.caller()).stream().map(WebhookJson::of).toList())),
        post(ALL, ADMINS, this::register),
        get(ONE, ADMINS, this::show),
        put(ONE, ADMINS, this::change),
        delete(ONE, ADMINS, this::remove),
        get(ONE + "/deliveries", ADMINS, this::deliveries),
        post(ONE + "/replay", ADMINS, this::replayFailed),
        post("/api/v1/webhook-deliveries/{id}/replay", ADMINS, this::replay));
  }

  private Answer register(Call call) {
    var wish = wish(call);
    return call.onceSaying(() -> {
      var made = webhooks.register(wish, call.caller());
      return new Attempt(
          created(made, WebhookJson.withSecret(made)),
          Optional.of(created(made, WebhookJson.of(made))));
    });
  }

  private static Answer created(Webhook made, WebhookJson written) {
    return Answers.created(written, ALL + "/" + made.id(), Map.of());
  }

  private Answer show(Call call) {
    return answer(webhooks.find(call.id(), call.caller()).map(WebhookJson::of));
  }

  private Answer change(Call call) {
    var id = call.id();
    var wish = wish(call);
    return call.once(() -> answer(webhooks.change(id, wish, call.caller()).map(WebhookJson::of)));
  }

  private Answer remove(Call call) {
    var id = call.id();
    return call.once(() ->
        webhooks.remove(id, call.caller()) ? Answers.noContent() : Answers.of(Answers.notFound()));
  }

  private Answer deliveries(Call call) {
    var id = call.id();
    var query = call.query();
    var status = query.choice("status", Delivery.State.class);
    int limit = query.limit();
    var after = query.cursor();
    query.end();
    return Answers.page(
        query,
        () ->
            webhooks
                .deliveries(id, status, limit, after, call.caller())
                .orElseThrow(() -> Answers.notFound().asException()),
        DeliveryJson::of);
  }

  private Answer replay(Call call) {
    call.noBody();
    var id = call.id();
    return call.once(() -> answer(webhooks.replay(id, call.caller()).map(DeliveryJson::of)));
  }

  private Answer replayFailed(Call call) {
    call.noBody();
    var id = call.id();
    return call.once(() -> answer(webhooks.replayFailed(id, call.caller()).map(ReplayedJson::new)));
  }

  private static Answer answer(Optional<?> found) {
    return found.<Answer>map(Answers::ok).orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private Webhook.Wish wish(Call call) {
    var body = call.fields();
    var wish =
        new Webhook.Wish(
            body.value("url", WebhooksResource::url, NOWHERE, "Send an absolute address."),
            body.optionalChoices("types", webhooks.types()).orElse(Set.of()),
            body.optionalBool("active").orElse(true));
    body.end();
    body.requireSound(List::of);
    webhooks
        .objection(wish.url())
        .ifPresent(why -> {
          throw Problem.invalid(List.of(new FieldError("url", "not-allowed", why))).asException();
        });
    return wish;
  }

  private static URI url(String text) {
    if (text.length() > MAX_URL_LENGTH) {
      throw new IllegalArgumentException("longer than " + MAX_URL_LENGTH);
    }
    return URI.create(text);
  }

  /**
   * @param types absent if all are sent to it
   * @param secret once, when it is made
   */
  private record WebhookJson(
      String id,
      String url,
      Optional<List<String>> types,
      boolean active,
      Instant createdAt,
      Optional<String> secret) {
    static WebhookJson of(Webhook webhook) {
      return of(webhook, Optional.empty());
    }

    static WebhookJson withSecret(Webhook webhook) {
      return of(webhook, Optional.of(webhook.secret().text()));
    }

    private static WebhookJson of(Webhook webhook, Optional<String> secret) {
      var types = webhook.types().stream().sorted().toList();
      return new WebhookJson(
          webhook.id().toString(),
          webhook.url().toString(),
          Optional.of(types).filter(some -> !some.isEmpty()),
          webhook.active(),
          webhook.createdAt(),
          secret);
    }
  }

  /**
   * @param answer what the last attempt came to
   */
  private record DeliveryJson(
      String id,
      String webhook,
      long event,
      String type,
      String status,
      int attempts,
      Optional<String> answer,
      Instant createdAt,
      String body) {
    static DeliveryJson of(Delivery delivery) {
      return new DeliveryJson(
          delivery.id().toString(),
          delivery.webhook().toString(),
          delivery.event(),
          delivery.type(),
          Names.of(delivery.state()),
          delivery.attempts(),
          delivery.answer(),
          delivery.createdAt(),
          delivery.body());
    }
  }

  private record ReplayedJson(int replayed) {}
}
