package dev.countersign.domain.credit.proposal;

import java.time.LocalDate;

/** One payment that was due on an existing credit, and how it went. */
public record Payment(LocalDate date, PaymentStatus status) {}
