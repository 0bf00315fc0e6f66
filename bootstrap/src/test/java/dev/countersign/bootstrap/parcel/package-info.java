/** A second context, in tests alone. */
@NullMarked
package dev.countersign.bootstrap.parcel;

import org.jspecify.annotations.NullMarked;
