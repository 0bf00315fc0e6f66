/** What a context stands on, and what it brings to the running system. */
@NullMarked
package dev.countersign.bootstrap.platform;

import org.jspecify.annotations.NullMarked;
