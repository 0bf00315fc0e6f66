/** In-memory adapters, builders and the contract that every adapter of a port must keep. */
@NullMarked
package dev.countersign.testkit;

import org.jspecify.annotations.NullMarked;
