/** The rules as data: an immutable, versioned document named by the hash of its canonical bytes. */
@NullMarked
package dev.countersign.domain.credit.policy;

import org.jspecify.annotations.NullMarked;
