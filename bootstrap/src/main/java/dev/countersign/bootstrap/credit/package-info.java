/** The wiring of the credit context. */
@NullMarked
package dev.countersign.bootstrap.credit;

import org.jspecify.annotations.NullMarked;
