package dev.countersign.testkit.memory;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.canonical.Hash;

/** The answer that a command got. */
record KeptAnswer(Hash command, Answer answer) {}
