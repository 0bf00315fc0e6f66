/** E-mail: what is written, and how it is sent. */
@NullMarked
package dev.countersign.mail;

import org.jspecify.annotations.NullMarked;
