/** The ports kept in memory, as strict as a database, and the whole system on top of them. */
@NullMarked
package dev.countersign.testkit.memory;

import org.jspecify.annotations.NullMarked;
