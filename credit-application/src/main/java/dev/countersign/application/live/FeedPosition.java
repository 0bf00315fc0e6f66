package dev.countersign.application.live;

/**
 * A place in the feed of committed events.
 *
 * @param value understood by the feed alone; printable, without blanks
 */
public record FeedPosition(String value) {}
