package dev.countersign.domain.credit.request;

import java.util.UUID;

/**
 * Names a credit request for good. Ids made later sort after earlier ones (RFC 9562, version 7).
 */
public record CreditRequestId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
