/** Other systems that are told of events, and whether they have taken them. */
@NullMarked
package dev.countersign.application.webhook;

import org.jspecify.annotations.NullMarked;
