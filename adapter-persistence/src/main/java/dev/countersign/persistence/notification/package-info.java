/** Notifications in PostgreSQL. */
@NullMarked
package dev.countersign.persistence.notification;

import org.jspecify.annotations.NullMarked;
