/** What every adapter of a port must keep: tests to inherit, over the adapter's own ports. */
@NullMarked
package dev.countersign.testkit.contract;

import org.jspecify.annotations.NullMarked;
