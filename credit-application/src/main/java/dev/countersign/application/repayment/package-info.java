/** Repayment schedules, as a preview and as granted. */
@NullMarked
package dev.countersign.application.repayment;

import org.jspecify.annotations.NullMarked;
