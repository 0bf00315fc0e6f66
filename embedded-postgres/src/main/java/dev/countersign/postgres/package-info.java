/** An embedded PostgreSQL server: its programs and its data in a folder of the application's. */
@NullMarked
package dev.countersign.postgres;

import org.jspecify.annotations.NullMarked;
