/**
 * How a credit is paid back: the monthly payment, the schedule of instalments, and what it costs a
 * year.
 */
@NullMarked
package dev.countersign.domain.credit.repayment;

import org.jspecify.annotations.NullMarked;
