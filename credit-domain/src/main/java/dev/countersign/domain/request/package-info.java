/** The credit request, from submission to its end. */
@NullMarked
package dev.countersign.domain.request;

import org.jspecify.annotations.NullMarked;
