/** Published policies. */
@NullMarked
package dev.countersign.persistence.credit.policy;

import org.jspecify.annotations.NullMarked;
