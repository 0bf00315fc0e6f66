/** Text that people write: what it may hide, and the words by which it is found. */
@NullMarked
package dev.countersign.domain.text;

import org.jspecify.annotations.NullMarked;
