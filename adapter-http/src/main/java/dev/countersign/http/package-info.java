/** The HTTP interface, resource by resource. */
@NullMarked
package dev.countersign.http;

import org.jspecify.annotations.NullMarked;
