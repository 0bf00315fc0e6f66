package dev.countersign.application.audit;

/**
 * From where something was done.
 *
 * @param address the caller's network address, or the name of the part of the system that acted
 */
public record Origin(String address) {
  /** The system itself, acting on an event. */
  public static final Origin INTERNAL = new Origin("internal");
}
