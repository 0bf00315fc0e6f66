package dev.countersign.application.credit.policy;

import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyArchive;
import dev.countersign.domain.credit.policy.PolicyRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every policy there ever was, and when each is in force. They never change, so reading one again
 * costs nothing.
 */
public interface Policies extends PolicyArchive {
  /**
   * The one that new requests are pinned to at that instant: of the publications that have taken
   * effect by then, the latest. Before the first one, that one; nodes' clocks differ.
   *
   * @throws IllegalStateException if none was ever published
   */
  PublishedPolicy inForceAt(Instant at);

  /**
   * The one that a request is pinned to.
   *
   * @throws IllegalStateException if it is not there or was altered: its text no longer has the
   *     hash
   */
  @Override
  PinnedPolicy pinned(PolicyRef ref);

  /** A policy with its latest publication. */
  Optional<PublishedPolicy> find(String version);

  /** Each policy with its latest publication; the one that is in force last comes first. */
  List<PublishedPolicy> all();

  /** Keeps everybody else from publishing until the transaction ends. */
  void lock();

  /**
   * Publishes a policy, unless it would be in force then anyway.
   *
   * @throws IllegalArgumentException if the version is taken by a policy with another content
   */
  Outcome publish(PinnedPolicy policy, Publication publication);

  /** What came of publishing. */
  sealed interface Outcome {
    /** With its publication. */
    PublishedPolicy policy();
  }

  record Published(PublishedPolicy policy) implements Outcome {}

  /** An earlier publication has put it in force. */
  record Unchanged(PublishedPolicy policy) implements Outcome {}
}
