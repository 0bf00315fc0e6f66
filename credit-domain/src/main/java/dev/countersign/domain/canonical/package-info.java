/**
 * One text for one value: canonical JSON and the hash of it, so that equal records have equal
 * bytes.
 */
@NullMarked
package dev.countersign.domain.canonical;

import org.jspecify.annotations.NullMarked;
