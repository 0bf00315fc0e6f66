/** Events and the streams they belong to. */
@NullMarked
package dev.countersign.domain.event;

import org.jspecify.annotations.NullMarked;
