/** Transactions on PostgreSQL: reads at once, writes gathered and sent together. */
@NullMarked
package dev.countersign.persistence.store;

import org.jspecify.annotations.NullMarked;
