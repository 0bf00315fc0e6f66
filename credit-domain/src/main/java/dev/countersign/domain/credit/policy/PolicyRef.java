package dev.countersign.domain.credit.policy;

import dev.countersign.domain.canonical.Hash;

/** The policy a request is pinned to: its version for people, its hash for certainty. */
public record PolicyRef(String version, Hash hash) {}
