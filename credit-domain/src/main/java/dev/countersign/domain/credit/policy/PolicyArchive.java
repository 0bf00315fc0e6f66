package dev.countersign.domain.credit.policy;

/**
 * Every policy that requests are pinned to. What a policy's rules move asks it for the request's
 * own, so no caller chooses one.
 */
@FunctionalInterface
public interface PolicyArchive {
  /** The policy of that name. */
  PinnedPolicy pinned(PolicyRef ref);
}
