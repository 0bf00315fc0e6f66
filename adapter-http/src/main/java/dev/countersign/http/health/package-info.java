/** Whether the system lives and is ready for work, and its metrics. */
@NullMarked
package dev.countersign.http.health;

import org.jspecify.annotations.NullMarked;
