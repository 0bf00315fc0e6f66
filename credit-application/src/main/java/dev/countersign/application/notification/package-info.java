/** Notifications, and whether they have been read. */
@NullMarked
package dev.countersign.application.notification;

import org.jspecify.annotations.NullMarked;
