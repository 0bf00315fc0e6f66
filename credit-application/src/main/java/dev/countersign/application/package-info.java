/** The use cases, concept by concept, and the ports they drive. */
@NullMarked
package dev.countersign.application;

import org.jspecify.annotations.NullMarked;
