package dev.countersign.application.policy;

import dev.countersign.domain.policy.CreditPolicy;
import dev.countersign.domain.policy.PolicyRef;
import java.time.Instant;

/** A policy with its name, in force from an instant on. */
public record PublishedPolicy(PolicyRef ref, CreditPolicy policy, Instant since) {}
