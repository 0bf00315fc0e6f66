/** The facts the analysis asks for, and the ports that answer. */
@NullMarked
package dev.countersign.application.credit.analysis;

import org.jspecify.annotations.NullMarked;
