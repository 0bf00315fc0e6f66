/** Policies over HTTP. */
@NullMarked
package dev.countersign.http.policy;

import org.jspecify.annotations.NullMarked;
