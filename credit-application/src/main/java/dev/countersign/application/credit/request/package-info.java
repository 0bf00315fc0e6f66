/** The use cases of a credit request, and the views of it. */
@NullMarked
package dev.countersign.application.credit.request;

import org.jspecify.annotations.NullMarked;
