/** Repayment schedules over HTTP. */
@NullMarked
package dev.countersign.http.credit.repayment;

import org.jspecify.annotations.NullMarked;
