package dev.countersign.domain.request;

import dev.countersign.domain.party.UserId;
import dev.countersign.domain.policy.PolicyRef;
import java.time.Instant;

/** What never changes about a request, whatever becomes of it. */
public record Dossier(
    CreditRequestId id, UserId applicant, Instant submittedAt, PolicyRef policy) {}
