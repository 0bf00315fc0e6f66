/** What the system tells of itself to those who watch over it. */
@NullMarked
package dev.countersign.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
