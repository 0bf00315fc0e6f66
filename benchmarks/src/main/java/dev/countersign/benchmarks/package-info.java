/** What Countersign can do in a second, measured. */
@NullMarked
package dev.countersign.benchmarks;

import org.jspecify.annotations.NullMarked;
