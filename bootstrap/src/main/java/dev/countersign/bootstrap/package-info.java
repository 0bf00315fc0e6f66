/** Configuration, wiring and the command line: the only module that sees them all. */
@NullMarked
package dev.countersign.bootstrap;

import org.jspecify.annotations.NullMarked;
