package dev.countersign.testkit.memory;

import static java.util.Comparator.comparing;

import dev.countersign.application.store.Page;
import dev.countersign.application.webhook.Deliveries;
import dev.countersign.application.webhook.Delivery;
import dev.countersign.application.webhook.Delivery.State;
import dev.countersign.application.webhook.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The deliveries of a removed webhook are hidden. */
record InMemoryDeliveries(Transaction transaction) implements Deliveries {
  record Due(Delivery delivery, Instant at) {}

  @Override
  public void add(Delivery delivery) {
    Transaction.requireMicros(delivery.createdAt());
    boolean known =
        rows()
            .map(Due::delivery)
            .anyMatch(other ->
                other.event() == delivery.event() && other.webhook().equals(delivery.webhook()));
    if (!known) {
      var unused = write(delivery, delivery.createdAt());
    }
  }

  @Override
  public List<Leased> lease(Instant now, Instant until, Set<UUID> busy, int webhooks, int each) {
    Transaction.requireMicros(until);
    return new InMemoryWebhooks(transaction)
        .all().stream()
            .filter(webhook -> webhook.active() && !busy.contains(webhook.id()))
            .map(webhook -> lease(webhook, now, until, each))
            .filter(leased -> !leased.isEmpty())
            .limit(webhooks)
            .flatMap(List::stream)
            .toList();
  }

  private List<Leased> lease(Webhook webhook, Instant now, Instant until, int each) {
    return rows()
        .filter(due -> due.delivery().webhook().equals(webhook.id()))
        .filter(due -> isWaiting(due) && !due.at().isAfter(now))
        .sorted(comparing(Due::at).thenComparing(due -> due.delivery().id().toString()))
        .filter(due ->
            transaction
                .tables()
                .tryLock(transaction, transaction.tables().deliveries, due.delivery().id()))
        .limit(each)
        .map(due -> new Leased(write(due.delivery(), until), webhook, until))
        .toList();
  }

  @Override
  public void tried(Leased leased, Delivery tried, Instant dueAt) {
    Transaction.requireMicros(dueAt);
    held(leased)
        .ifPresent(due -> {
          var unused = write(tried, dueAt);
        });
  }

  @Override
  public void putOff(Leased leased, Instant dueAt) {
    Transaction.requireMicros(dueAt);
    held(leased)
        .ifPresent(due -> {
          var unused = write(due.delivery(), dueAt);
        });
  }

  @Override
  public Optional<Delivery> renew(UUID id, Instant dueAt) {
    Transaction.requireMicros(dueAt);
    return find(id).map(due -> write(asNew(due.delivery()), dueAt));
  }

  @Override
  public int renewFailed(UUID webhook, Instant dueAt) {
    var failed =
        rows()
            .map(Due::delivery)
            .filter(it -> it.webhook().equals(webhook) && it.state() == State.FAILED)
            .map(it -> renew(it.id(), dueAt))
            .toList();
    return failed.size();
  }

  @Override
  public Page<Delivery> browse(
      UUID webhook, Optional<State> state, int limit, Optional<String> after) {
    var below = after.map(UUID::fromString).map(UUID::toString);
    var found =
        rows()
            .map(Due::delivery)
            .filter(it -> it.webhook().equals(webhook))
            .filter(it -> state.map(wanted -> wanted == it.state()).orElse(true))
            .filter(it -> below.map(id -> it.id().toString().compareTo(id) < 0).orElse(true))
            .sorted(comparing((Delivery it) -> it.id().toString()).reversed())
            .limit(limit + 1L)
            .toList();
    return Page.of(found, limit, it -> it.id().toString());
  }

  private Stream<Due> rows() {
    return transaction.rows(transaction.tables().deliveries).stream().filter(this::isThere);
  }

  private Optional<Due> find(UUID id) {
    return transaction.findLocked(transaction.tables().deliveries, id).filter(this::isThere);
  }

  private Optional<Due> held(Leased leased) {
    return find(leased.delivery().id())
        .filter(due -> isWaiting(due) && due.at().equals(leased.until()));
  }

  private boolean isThere(Due due) {
    return new InMemoryWebhooks(transaction).find(due.delivery().webhook()).isPresent();
  }

  private static boolean isWaiting(Due due) {
    return due.delivery().state() == State.WAITING;
  }

  private static Delivery asNew(Delivery it) {
    return new Delivery(
        it.id(),
        it.webhook(),
        it.event(),
        it.type(),
        it.body(),
        State.WAITING,
        0,
        Optional.empty(),
        it.createdAt());
  }

  private Delivery write(Delivery delivery, Instant dueAt) {
    transaction.write(transaction.tables().deliveries, delivery.id(), new Due(delivery, dueAt));
    return delivery;
  }
}
