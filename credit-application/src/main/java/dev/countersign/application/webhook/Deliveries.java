package dev.countersign.application.webhook;

import dev.countersign.application.store.Page;
import dev.countersign.application.webhook.Delivery.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The deliveries, within a transaction. */
public interface Deliveries {
  /** Adds one that waits, due at once, unless its webhook has one of its event. */
  void add(Delivery delivery);

  /**
   * Takes deliveries that are due, of active webhooks; nobody else gets them until then.
   *
   * @param busy webhooks to leave alone
   * @param webhooks of at most so many
   * @param each at most so many of one, the longest due first
   */
  List<Leased> lease(Instant now, Instant until, Set<UUID> busy, int webhooks, int each);

  /**
   * A delivery in the hands of one node, and where it goes.
   *
   * @param until when others may take it
   */
  record Leased(Delivery delivery, Webhook webhook, Instant until) {}

  /**
   * Notes what an attempt came to, unless others took the delivery or wished for it meanwhile.
   *
   * @param tried with one attempt more than what was leased
   * @param dueAt when it is to be sent again, if it waits
   */
  void tried(Leased leased, Delivery tried, Instant dueAt);

  /** Gives back what was leased and not tried, to be due then, if nobody else has it. */
  void putOff(Leased leased, Instant dueAt);

  /**
   * Makes a delivery wait as if it had never been tried.
   *
   * @return the delivery as it is now, if there is one of that id
   */
  Optional<Delivery> renew(UUID id, Instant dueAt);

  /**
   * Makes every failed delivery of a webhook wait as if it had never been tried.
   *
   * @return how many there were
   */
  int renewFailed(UUID webhook, Instant dueAt);

  /**
   * Those of one webhook, newest first.
   *
   * @param limit 1 to 100
   * @param after the {@code next} of the page before
   */
  Page<Delivery> browse(UUID webhook, Optional<State> state, int limit, Optional<String> after);
}
