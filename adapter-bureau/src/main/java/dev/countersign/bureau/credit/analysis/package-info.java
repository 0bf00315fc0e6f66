/** The outside sources of the analysis, asked over HTTP and believed in nothing. */
@NullMarked
package dev.countersign.bureau.credit.analysis;

import org.jspecify.annotations.NullMarked;
