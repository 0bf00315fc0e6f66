/** Exact amounts of money and the rates charged on them. */
@NullMarked
package dev.countersign.domain.money;

import org.jspecify.annotations.NullMarked;
