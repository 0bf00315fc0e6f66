/** A real PostgreSQL server that needs no installing, kept in the application's data folder. */
@NullMarked
package dev.countersign.persistence.postgres;

import org.jspecify.annotations.NullMarked;
