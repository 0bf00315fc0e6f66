/** What is overdue, what is left over, and what was analysed, found in the rows. */
@NullMarked
package dev.countersign.persistence.upkeep;

import org.jspecify.annotations.NullMarked;
