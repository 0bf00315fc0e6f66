package dev.countersign.http.connection;

import java.time.Duration;

/**
 * What a server takes in at once, and how slow the other side of a connection may be.
 *
 * @param connections open at once
 * @param connectionsOfOneAddress of those, from one network address
 * @param turns calls that are worked on at once
 * @param waiting calls that may wait for their turn
 * @param longestWait of a call for its turn
 * @param headTime from the first byte of a request to the end of its headers
 * @param grace how long a body, or a reader, may take before its rate counts
 * @param receivedPerSecond bytes of a body
 * @param sentPerSecond bytes of an answer, once its reader keeps it waiting
 * @param arrivingBytes of all bodies that are not complete yet
 * @param unsentBytes of all answers that wait for their readers
 */
public record Limits(
    int connections,
    int connectionsOfOneAddress,
    int turns,
    int waiting,
    Duration longestWait,
    Duration headTime,
    Duration grace,
    int receivedPerSecond,
    int sentPerSecond,
    long arrivingBytes,
    long unsentBytes) {
  /**
   * Turns are more than any pool of database connections has, and four addresses are needed to take
   * all connections.
   */
  public static final Limits OF_THE_API =
      new Limits(
          4_096,
          1_024,
          64,
          512,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          500,
          2_000,
          32L << 20,
          32L << 20);

  /** For the few who look after the system. */
  public static final Limits OF_MANAGEMENT =
      new Limits(
          128,
          64,
          4,
          32,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          500,
          2_000,
          1L << 20,
          8L << 20);
}
