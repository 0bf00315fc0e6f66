/** Passwords hashed with Argon2id, and the first accounts of a new installation. */
@NullMarked
package dev.countersign.bootstrap.account;

import org.jspecify.annotations.NullMarked;
