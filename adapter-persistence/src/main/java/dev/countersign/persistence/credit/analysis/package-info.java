/** What the simulated credit bureau answers from. */
@NullMarked
package dev.countersign.persistence.credit.analysis;

import org.jspecify.annotations.NullMarked;
