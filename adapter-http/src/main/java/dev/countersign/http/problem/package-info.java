/** Error answers as problems (RFC 9457). */
@NullMarked
package dev.countersign.http.problem;

import org.jspecify.annotations.NullMarked;
