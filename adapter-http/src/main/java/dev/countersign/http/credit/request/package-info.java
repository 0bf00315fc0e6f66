/** Credit requests over HTTP: submitting, moving, reading, the inbox and the summary. */
@NullMarked
package dev.countersign.http.credit.request;

import org.jspecify.annotations.NullMarked;
