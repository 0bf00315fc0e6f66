/**
 * One call and its answer: routes, bodies, queries, idempotency keys, and the headers of every
 * answer.
 */
@NullMarked
package dev.countersign.http.exchange;

import org.jspecify.annotations.NullMarked;
