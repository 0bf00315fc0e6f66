/** Messages to other systems over HTTP, and the addresses they may go to. */
@NullMarked
package dev.countersign.webhook;

import org.jspecify.annotations.NullMarked;
