/** What happens, sent to those who listen while it happens. */
@NullMarked
package dev.countersign.http.live;

import org.jspecify.annotations.NullMarked;
