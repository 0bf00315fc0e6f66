/** Accounts, sessions, and the keys that sign their tokens. */
@NullMarked
package dev.countersign.persistence.account;

import org.jspecify.annotations.NullMarked;
