package dev.countersign.application.credit.policy;

import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyArchive;
import dev.countersign.domain.credit.policy.PolicyRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every policy there ever was. They never change, so reading one again costs nothing. */
public interface Policies extends PolicyArchive {
  /** The one that new requests are pinned to. */
  PublishedPolicy current();

  /**
   * The one that a request is pinned to.
   *
   * @throws IllegalStateException if it is not there or was altered: its text no longer has the
   *     hash
   */
  @Override
  PinnedPolicy pinned(PolicyRef ref);

  Optional<PublishedPolicy> find(String version);

  /** Newest first. */
  List<PublishedPolicy> all();

  /**
   * Puts a policy in force for new requests. Doing so with the current one changes nothing.
   *
   * @throws IllegalArgumentException if the version is taken by a policy with another content
   */
  PublishedPolicy publish(CreditPolicy policy, Instant at);
}
