/** Alarms: what is to be done to a stream when a time has come. */
@NullMarked
package dev.countersign.application.alarm;

import org.jspecify.annotations.NullMarked;
