/** What callers were told, over HTTP. */
@NullMarked
package dev.countersign.http.notification;

import org.jspecify.annotations.NullMarked;
