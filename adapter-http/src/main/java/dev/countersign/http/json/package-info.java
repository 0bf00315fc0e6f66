/** JSON in and out: strict reading that reports all errors at once, plain writing. */
@NullMarked
package dev.countersign.http.json;

import org.jspecify.annotations.NullMarked;
