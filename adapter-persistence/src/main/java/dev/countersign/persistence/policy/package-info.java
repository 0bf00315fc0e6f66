/** Published policies. */
@NullMarked
package dev.countersign.persistence.policy;

import org.jspecify.annotations.NullMarked;
