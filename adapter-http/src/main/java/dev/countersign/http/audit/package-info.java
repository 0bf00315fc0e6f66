/** The audit trail over HTTP. */
@NullMarked
package dev.countersign.http.audit;

import org.jspecify.annotations.NullMarked;
