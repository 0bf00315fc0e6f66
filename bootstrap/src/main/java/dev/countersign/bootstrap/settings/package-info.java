/**
 * What an installation can choose: by flag, environment or file, checked before anything starts.
 */
@NullMarked
package dev.countersign.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
