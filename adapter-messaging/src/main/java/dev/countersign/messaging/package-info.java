/** The relay of committed events to their subscribers. */
@NullMarked
package dev.countersign.messaging;

import org.jspecify.annotations.NullMarked;
