/** Everything the system keeps, in one file, and from there into a database again. */
@NullMarked
package dev.countersign.persistence.backup;

import org.jspecify.annotations.NullMarked;
