/** The whole product, as someone finds it who knows its contract and nothing of its inside. */
@NullMarked
package dev.countersign.bootstrap.acceptance;

import org.jspecify.annotations.NullMarked;
