/** The stores, on PostgreSQL. */
@NullMarked
package dev.countersign.persistence;

import org.jspecify.annotations.NullMarked;
