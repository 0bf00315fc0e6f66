/** The demo: some 200 requests driven through the HTTP API, each through its scenario. */
@NullMarked
package dev.countersign.demo;

import org.jspecify.annotations.NullMarked;
