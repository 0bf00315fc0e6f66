/** Work followed from the call to the database and to the sources asked, and into the log. */
@NullMarked
package dev.countersign.bootstrap.tracing;

import org.jspecify.annotations.NullMarked;
