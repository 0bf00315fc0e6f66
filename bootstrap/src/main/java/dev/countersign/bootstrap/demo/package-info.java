/** A day's work of an imaginary lender, driven through the HTTP API for whoever wants to see it. */
@NullMarked
package dev.countersign.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
