package dev.countersign.domain.credit.approval;

import dev.countersign.domain.party.Role;

/** A stage with the role that decides it. */
public record Level(Stage stage, Role role) {}
