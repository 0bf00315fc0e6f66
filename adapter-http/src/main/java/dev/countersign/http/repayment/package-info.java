/** Repayment schedules over HTTP. */
@NullMarked
package dev.countersign.http.repayment;

import org.jspecify.annotations.NullMarked;
