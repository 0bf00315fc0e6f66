/** Traces, as a collector and the log have them. */
@NullMarked
package dev.countersign.bootstrap.tracing;

import org.jspecify.annotations.NullMarked;
