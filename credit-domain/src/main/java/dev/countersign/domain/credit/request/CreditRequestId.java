package dev.countersign.domain.credit.request;

import dev.countersign.domain.event.StreamId;
import java.util.UUID;

/**
 * Names a credit request for good. Ids made later sort after earlier ones (RFC 9562, version 7).
 */
public record CreditRequestId(UUID value) {
  /** The type of the streams that hold the events of credit requests. */
  public static final String STREAM_TYPE = "credit-request";

  /**
   * @throws IllegalArgumentException if the stream is none of a credit request
   */
  public static CreditRequestId of(StreamId stream) {
    if (!stream.type().equals(STREAM_TYPE)) {
      throw new IllegalArgumentException(stream + " is no credit request");
    }
    return new CreditRequestId(stream.id());
  }

  /** The stream that holds the request's events. */
  public StreamId stream() {
    return new StreamId(STREAM_TYPE, value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
