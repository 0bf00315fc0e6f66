/** Accounts over HTTP: log-in, the caller's own account, users and staff. */
@NullMarked
package dev.countersign.http.account;

import org.jspecify.annotations.NullMarked;
