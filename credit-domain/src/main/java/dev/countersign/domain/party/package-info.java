/** Who takes part: people by id, the roles they hold, and the system itself when it acts alone. */
@NullMarked
package dev.countersign.domain.party;

import org.jspecify.annotations.NullMarked;
