/** The audit trail, the chain that seals it, and the proof of that chain. */
@NullMarked
package dev.countersign.persistence.audit;

import org.jspecify.annotations.NullMarked;
