/** Work for later and work that comes again, kept in the database until it is done. */
@NullMarked
package dev.countersign.jobs;

import org.jspecify.annotations.NullMarked;
