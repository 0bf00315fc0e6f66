/** A caller's notifications, over HTTP. */
@NullMarked
package dev.countersign.http.notification;

import org.jspecify.annotations.NullMarked;
