/** Programs that embed Countersign. */
@NullMarked
package dev.countersign.examples;

import org.jspecify.annotations.NullMarked;
