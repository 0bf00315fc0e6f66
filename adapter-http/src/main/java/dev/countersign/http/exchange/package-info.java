/**
 * One call and its answer: routes, bodies, queries, idempotency keys, and what every answer bears.
 */
@NullMarked
package dev.countersign.http.exchange;

import org.jspecify.annotations.NullMarked;
