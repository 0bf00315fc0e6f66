/** Policies over HTTP. */
@NullMarked
package dev.countersign.http.credit.policy;

import org.jspecify.annotations.NullMarked;
