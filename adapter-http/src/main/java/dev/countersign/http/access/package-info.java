/** Who is calling, and who may: access tokens, their keys, and the access every route declares. */
@NullMarked
package dev.countersign.http.access;

import org.jspecify.annotations.NullMarked;
