/** Credit: what all of its use cases have in common. */
@NullMarked
package dev.countersign.application.credit;

import org.jspecify.annotations.NullMarked;
