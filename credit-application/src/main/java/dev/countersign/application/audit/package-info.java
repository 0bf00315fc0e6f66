/** The audit trail: who did what, when and from where. */
@NullMarked
package dev.countersign.application.audit;

import org.jspecify.annotations.NullMarked;
