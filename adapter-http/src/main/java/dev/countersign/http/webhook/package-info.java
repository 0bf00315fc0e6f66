/** The routes of webhooks. */
@NullMarked
package dev.countersign.http.webhook;

import org.jspecify.annotations.NullMarked;
