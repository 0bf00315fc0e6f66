/** Which policy is in force, and those that were. */
@NullMarked
package dev.countersign.application.credit.policy;

import org.jspecify.annotations.NullMarked;
