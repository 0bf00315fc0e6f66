/** Analyses and the simulated bureau's records over HTTP. */
@NullMarked
package dev.countersign.http.credit.analysis;

import org.jspecify.annotations.NullMarked;
