/** JSON in and out: strict reading that notes every error at once, plain writing. */
@NullMarked
package dev.countersign.http.json;

import org.jspecify.annotations.NullMarked;
