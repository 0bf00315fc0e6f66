/** Connections and their limits: what is refused or cut off before a call reaches its route. */
@NullMarked
package dev.countersign.http.connection;

import org.jspecify.annotations.NullMarked;
