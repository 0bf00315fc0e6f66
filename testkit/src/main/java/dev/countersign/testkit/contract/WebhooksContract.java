package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.Caller;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.store.Page;
import dev.countersign.application.webhook.Delivery;
import dev.countersign.application.webhook.Delivery.State;
import dev.countersign.application.webhook.ManageWebhooks;
import dev.countersign.application.webhook.QueueDeliveries;
import dev.countersign.application.webhook.SendDeliveries;
import dev.countersign.application.webhook.Webhook;
import dev.countersign.application.webhook.WebhookSecret;
import dev.countersign.application.webhook.WebhookSender;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.WholeStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A webhook is sent each event until it has taken it, or until it is given up for an admin to see.
 */
public abstract class WebhooksContract extends PortContract {
  private static final WebhookSecret SECRET = WebhookSecret.of(new byte[32]);
  private static final URI HERE = URI.create("https://here.example/hook");
  private static final URI THERE = URI.create("https://there.example/hook");

  /** Each is sent once: where, with what headers, and what. */
  private record Told(URI address, Map<String, String> headers, String body) {}

  private final List<Told> told = new ArrayList<>();
  private long lastEvent = System.nanoTime();

  @BeforeEach
  final void removeWhatOthersLeft() {
    webhooks().all(root()).forEach(it -> assertThat(webhooks().remove(it.id(), root())).isTrue());
  }

  @Test
  final void what_was_registered_is_found_as_it_was_until_it_is_removed() {
    var webhook = registered(HERE, "credit.granted", "credit.stage-opened");

    assertThat(webhooks().find(webhook.id(), root())).contains(webhook);
    assertThat(webhooks().all(root())).containsExactly(webhook);
    assertThat(webhooks().remove(webhook.id(), root())).isTrue();
    assertThat(webhooks().remove(webhook.id(), root())).isFalse();
    assertThat(webhooks().find(webhook.id(), root())).isEmpty();
    assertThat(auditOf("webhook/" + webhook.id()))
        .extracting(row -> row.entry().action())
        .containsExactly("remove", "register");
    assertThat(auditOf("webhook/" + webhook.id()).toString()).doesNotContain(SECRET.text());
  }

  @Test
  final void a_change_replaces_what_can_be_chosen_and_keeps_the_secret() {
    var webhook = registered(HERE);

    var changed =
        webhooks()
            .change(webhook.id(), new Webhook.Wish(THERE, Set.of("credit.granted"), false), root());

    assertThat(changed)
        .contains(
            new Webhook(
                webhook.id(), THERE, Set.of("credit.granted"), false, SECRET, webhook.createdAt()))
        .isEqualTo(webhooks().find(webhook.id(), root()));
    assertThat(webhooks().change(IDS.next(now), new Webhook.Wish(HERE, Set.of(), true), root()))
        .isEmpty();
  }

  @Test
  final void a_webhook_is_told_once_and_signed() {
    var webhook = registered(HERE);
    var event = withdrawn();
    queue().on(event);
    queue().on(event);

    assertThat(sending(WebhookSender.Taken::new).sendDue()).isEqualTo(1);
    assertThat(sending(WebhookSender.Taken::new).sendDue()).isZero();

    var delivery = deliveries(webhook, State.DELIVERED).getFirst();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().address()).isEqualTo(HERE);
    assertThat(told.getFirst().body())
        .isEqualTo(delivery.body())
        .contains("\"id\":" + event.id(), "\"type\":\"withdrawn\"");
    var timestamp = String.valueOf(on.clock().instant().getEpochSecond());
    assertThat(told.getFirst().headers())
        .isEqualTo(
            Map.of(
                "webhook-id",
                delivery.id().toString(),
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                SECRET.sign(delivery.id() + "." + timestamp + "." + delivery.body())));
  }

  @Test
  final void only_what_was_asked_for_is_told() {
    var all = registered(HERE);
    var some = registered(THERE, "credit.granted");
    var other = registered(THERE, "credit.withdrawn", "credit.granted");
    var asleep = webhooks().register(new Webhook.Wish(HERE, Set.of(), false), root());

    queue().on(withdrawn());

    assertThat(deliveries(all, State.WAITING)).hasSize(1);
    assertThat(deliveries(some, State.WAITING)).isEmpty();
    assertThat(deliveries(other, State.WAITING)).hasSize(1);
    assertThat(deliveries(asleep, State.WAITING)).isEmpty();
  }

  @Test
  final void what_is_refused_is_sent_again_after_a_pause_that_grows_and_then_given_up() {
    var webhook = registered(HERE);
    queue().on(withdrawn());
    var refusing = sending(WebhookSender.Refused::new);

    assertThat(refusing.sendDue()).isEqualTo(1);
    for (var seconds : List.of(10, 40, 160, 640, 2_560, 10_240, 40_960)) {
      assertThat(deliveries(webhook, State.WAITING)).hasSize(1);
      on.clock().advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(refusing.sendDue()).isZero();
      on.clock().advance(Duration.ofMillis(1));
      assertThat(refusing.sendDue()).isEqualTo(1);
    }

    assertThat(deliveries(webhook, State.FAILED))
        .singleElement()
        .satisfies(failed -> {
          assertThat(failed.attempts()).isEqualTo(8);
          assertThat(failed.answer()).contains("told");
        });
    on.clock().advance(Duration.ofDays(7));
    assertThat(refusing.sendDue()).isZero();
    assertThat(told).extracting(each -> each.headers().get("webhook-id")).hasSize(8);
    assertThat(Set.copyOf(told.stream().map(each -> each.headers().get("webhook-id")).toList()))
        .hasSize(1);
  }

  @Test
  final void what_was_given_up_is_sent_again_at_an_admin_s_wish() {
    var webhook = registered(HERE);
    queue().on(withdrawn());
    queue().on(withdrawn());
    queue().on(withdrawn());
    giveUp();
    var failed = deliveries(webhook, State.FAILED);
    assertThat(failed).hasSize(3);

    assertThat(webhooks().replay(failed.getFirst().id(), root()))
        .map(Delivery::attempts)
        .contains(0);
    assertThat(sending(WebhookSender.Taken::new).sendDue()).isEqualTo(1);
    assertThat(webhooks().replayFailed(webhook.id(), root())).contains(2);
    assertThat(sending(WebhookSender.Taken::new).sendDue()).isEqualTo(2);

    assertThat(deliveries(webhook, State.DELIVERED)).hasSize(3);
    assertThat(webhooks().replay(IDS.next(now), root())).isEmpty();
    assertThat(webhooks().replayFailed(IDS.next(now), root())).isEmpty();
  }

  @Test
  final void a_wish_for_what_is_just_being_sent_is_granted_afterwards() {
    var webhook = registered(HERE);
    queue().on(withdrawn());
    var delivery = deliveries(webhook, State.WAITING).getFirst();
    var wished =
        sending(text -> {
          assertThat(webhooks().replay(delivery.id(), root())).isPresent();
          return new WebhookSender.Taken(text);
        });

    assertThat(wished.sendDue()).isEqualTo(1);
    assertThat(sending(WebhookSender.Taken::new).sendDue()).isEqualTo(1);
    assertThat(sending(WebhookSender.Taken::new).sendDue()).isZero();

    assertThat(told).hasSize(2);
    assertThat(deliveries(webhook, State.DELIVERED))
        .extracting(Delivery::attempts)
        .containsExactly(1);
  }

  @Test
  final void when_a_webhook_does_not_answer_the_rest_waits_and_others_are_told() {
    var silent = registered(HERE);
    var awake = registered(THERE);
    queue().on(withdrawn());
    queue().on(withdrawn());

    var unused =
        sending((address, text) ->
                address.equals(HERE)
                    ? new WebhookSender.NoAnswer(text)
                    : new WebhookSender.Taken(text))
            .sendDue();

    assertThat(told).extracting(Told::address).containsOnlyOnce(HERE).hasSize(3);
    assertThat(deliveries(silent, State.WAITING)).extracting(Delivery::attempts).contains(0, 1);
    assertThat(deliveries(awake, State.DELIVERED)).hasSize(2);
    assertThat(sending(WebhookSender.Taken::new).sendDue()).isZero();
    on.clock().advance(Duration.ofSeconds(10));
    assertThat(sending(WebhookSender.Taken::new).sendDue()).isEqualTo(2);
  }

  @Test
  final void what_one_node_is_sending_no_other_sends_until_the_lease_is_over() {
    var webhook = registered(HERE);
    queue().on(withdrawn());
    var until = now.plus(Duration.ofMinutes(15));
    var leased = inTransaction(store -> store.deliveries().lease(now, until, Set.of(), 8, 50));
    assertThat(leased).hasSize(1);

    assertThat(sending(WebhookSender.Taken::new).sendDue()).isZero();
    on.clock().advance(Duration.ofMinutes(15));
    assertThat(sending(WebhookSender.Taken::new).sendDue()).isEqualTo(1);

    assertThat(deliveries(webhook, State.DELIVERED)).hasSize(1);
  }

  @Test
  final void busy_webhooks_are_left_alone_and_no_more_is_taken_than_asked_for() {
    var busy = registered(HERE);
    var free = registered(THERE);
    for (int i = 0; i < 3; i++) {
      queue().on(withdrawn());
    }

    var leased =
        inTransaction(store ->
            store
                .deliveries()
                .lease(now, now.plus(Duration.ofMinutes(1)), Set.of(busy.id()), 8, 2));
    var rest =
        inTransaction(store ->
            store.deliveries().lease(now, now.plus(Duration.ofMinutes(1)), Set.of(), 1, 9));

    assertThat(leased).extracting(each -> each.webhook()).containsOnly(free).hasSize(2);
    assertThat(rest).extracting(each -> each.webhook().id()).containsAnyOf(busy.id(), free.id());
    assertThat(Set.copyOf(rest.stream().map(each -> each.webhook().id()).toList())).hasSize(1);
  }

  @Test
  final void what_a_removed_webhook_was_told_is_gone() {
    var webhook = registered(HERE);
    queue().on(withdrawn());
    var delivery = deliveries(webhook, State.WAITING).getFirst();

    assertThat(webhooks().remove(webhook.id(), root())).isTrue();

    assertThat(sending(WebhookSender.Taken::new).sendDue()).isZero();
    assertThat(webhooks().deliveries(webhook.id(), Optional.empty(), 9, Optional.empty(), root()))
        .isEmpty();
    assertThat(webhooks().replay(delivery.id(), root())).isEmpty();
  }

  @Test
  final void the_newest_deliveries_come_first_page_by_page() {
    var webhook = registered(HERE);
    queue().on(withdrawn());
    on.clock().advance(Duration.ofSeconds(1));
    var second = withdrawn();
    queue().on(second);

    var page = page(webhook, Optional.empty());
    var rest = page(webhook, page.next());

    assertThat(page.items()).extracting(Delivery::event).containsExactly(second.id());
    assertThat(rest.items()).extracting(Delivery::event).containsExactly(second.id() - 1);
    assertThat(rest.next()).isEmpty();
  }

  private Page<Delivery> page(Webhook webhook, Optional<String> after) {
    return webhooks().deliveries(webhook.id(), Optional.empty(), 1, after, root()).orElseThrow();
  }

  private List<Delivery> deliveries(Webhook webhook, State state) {
    return webhooks()
        .deliveries(webhook.id(), Optional.of(state), 100, Optional.empty(), root())
        .orElseThrow()
        .items();
  }

  private void giveUp() {
    var refusing = sending(WebhookSender.Refused::new);
    while (refusing.sendDue() > 0) {
      on.clock().advance(Duration.ofDays(1));
    }
  }

  private Webhook registered(URI url, String... types) {
    return webhooks().register(new Webhook.Wish(url, Set.of(types), true), root());
  }

  private ManageWebhooks webhooks() {
    return new ManageWebhooks(
        WholeStore.part(on.transactions(), store -> store),
        sender((address, text) -> new WebhookSender.NoAnswer(text)),
        () -> SECRET,
        CreditEventsInTests.REGISTRY,
        IDS,
        on.clock());
  }

  private QueueDeliveries queue() {
    return new QueueDeliveries(
        WholeStore.part(on.transactions(), store -> store),
        CreditEventsInTests.REGISTRY,
        IDS,
        on.clock());
  }

  private SendDeliveries sending(Function<String, WebhookSender.Outcome> outcome) {
    return sending((address, text) -> outcome.apply(text));
  }

  private SendDeliveries sending(BiFunction<URI, String, WebhookSender.Outcome> outcome) {
    return new SendDeliveries(
        WholeStore.part(on.transactions(), store -> store),
        sender(outcome),
        on.clock(),
        Runnable::run);
  }

  private WebhookSender sender(BiFunction<URI, String, WebhookSender.Outcome> outcome) {
    return new WebhookSender() {
      @Override
      public Optional<String> objection(URI address) {
        return Optional.empty();
      }

      @Override
      public Outcome send(URI address, Map<String, String> headers, String body) {
        told.add(new Told(address, headers, body));
        return outcome.apply(address, "told");
      }
    };
  }

  private Caller root() {
    return people.root().caller();
  }

  private CommittedEvent withdrawn() {
    return CreditEventsInTests.withdrawn(
        ++lastEvent, new CreditRequestId(IDS.next(now)), people.ada().id(), now);
  }
}
