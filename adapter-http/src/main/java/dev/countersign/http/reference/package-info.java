/** The API's own description, and the page to try it. */
@NullMarked
package dev.countersign.http.reference;

import org.jspecify.annotations.NullMarked;
