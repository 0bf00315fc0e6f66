/** What holds for all modules together. Each rule has a violator under {@code planted} to catch. */
@NullMarked
package dev.countersign.architecture;

import org.jspecify.annotations.NullMarked;
