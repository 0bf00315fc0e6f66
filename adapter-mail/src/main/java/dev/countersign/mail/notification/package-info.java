/** Notifications as letters, and the server that carries them. */
@NullMarked
package dev.countersign.mail.notification;

import org.jspecify.annotations.NullMarked;
