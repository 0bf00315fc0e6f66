/** Accounts, log-in and sessions: who is calling, and what they may do. */
@NullMarked
package dev.countersign.application.account;

import org.jspecify.annotations.NullMarked;
