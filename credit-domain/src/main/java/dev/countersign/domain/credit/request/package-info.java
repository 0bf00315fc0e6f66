/** The credit request, from submission to its end. */
@NullMarked
package dev.countersign.domain.credit.request;

import org.jspecify.annotations.NullMarked;
