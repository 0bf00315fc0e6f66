/** A Kafka broker inside the JVM, for tests. */
@NullMarked
package dev.countersign.broker;

import org.jspecify.annotations.NullMarked;
