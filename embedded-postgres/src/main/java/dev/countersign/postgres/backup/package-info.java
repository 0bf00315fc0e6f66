/** Backup of a whole PostgreSQL database to one file, and restore from it. */
@NullMarked
package dev.countersign.postgres.backup;

import org.jspecify.annotations.NullMarked;
