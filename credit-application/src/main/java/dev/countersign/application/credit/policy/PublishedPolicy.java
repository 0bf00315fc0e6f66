package dev.countersign.application.credit.policy;

import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import java.time.Instant;

/** A policy with its name, in force from an instant on. */
public record PublishedPolicy(PolicyRef ref, CreditPolicy policy, Instant since) {}
