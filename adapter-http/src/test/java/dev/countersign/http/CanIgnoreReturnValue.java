package dev.countersign.http;

/** Marks a check that returns what it checked; Error Prone knows the annotation by its name. */
@interface CanIgnoreReturnValue {}
