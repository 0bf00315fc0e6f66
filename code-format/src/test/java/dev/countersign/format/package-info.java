/** One format for every Java file of the repository. */
@NullMarked
package dev.countersign.format;

import org.jspecify.annotations.NullMarked;
