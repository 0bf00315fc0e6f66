/** Notifications as e-mail messages, sent over SMTP. */
@NullMarked
package dev.countersign.mail.notification;

import org.jspecify.annotations.NullMarked;
