/** Repayment schedules, as a preview and as granted. */
@NullMarked
package dev.countersign.application.credit.repayment;

import org.jspecify.annotations.NullMarked;
