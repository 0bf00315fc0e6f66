package dev.countersign.application.account;

import java.util.UUID;

/** A log-in and all the refresh tokens that followed from it. */
public record SessionId(UUID value) {}
