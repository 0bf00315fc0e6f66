/** Credit requests as rows, and the views of them. */
@NullMarked
package dev.countersign.persistence.credit.request;

import org.jspecify.annotations.NullMarked;
