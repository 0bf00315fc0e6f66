/** The OpenAPI description, and a page to try the API. */
@NullMarked
package dev.countersign.http.reference;

import org.jspecify.annotations.NullMarked;
