/** What happens, told to those who may know while it happens. */
@NullMarked
package dev.countersign.application.live;

import org.jspecify.annotations.NullMarked;
