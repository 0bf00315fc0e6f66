/** Live updates for those who may see them. */
@NullMarked
package dev.countersign.application.live;

import org.jspecify.annotations.NullMarked;
