/** Who is told what of a request, and whether they have read it. */
@NullMarked
package dev.countersign.application.notification;

import org.jspecify.annotations.NullMarked;
