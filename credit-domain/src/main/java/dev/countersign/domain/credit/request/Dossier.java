package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.party.UserId;
import java.time.Instant;

/** What never changes about a request, whatever becomes of it. */
public record Dossier(
    CreditRequestId id, UserId applicant, Instant submittedAt, PolicyRef policy) {}
