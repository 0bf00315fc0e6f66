package dev.countersign.domain.credit.approval;

import dev.countersign.domain.money.Money;
import java.util.List;

/**
 * Who approves which amount.
 *
 * @param bands by ascending limit; an amount takes the first band that holds it
 * @param above the route of everything beyond the last band
 */
public record ApprovalMatrix(List<Band> bands, Route above) {
  /** Amounts up to and including the limit take this route. */
  public record Band(Money upTo, Route route) {}

  public ApprovalMatrix {
    bands = List.copyOf(bands);
    for (int i = 1; i < bands.size(); i++) {
      if (bands.get(i).upTo().compareTo(bands.get(i - 1).upTo()) <= 0) {
        throw new IllegalArgumentException("the limits of the bands ascend");
      }
    }
    for (int i = 0; i < bands.size(); i++) {
      var further = i + 1 < bands.size() ? bands.get(i + 1).route() : above;
      if (further.last().compareTo(bands.get(i).route().last()) < 0) {
        throw new IllegalArgumentException("a larger amount takes no shorter route");
      }
    }
  }

  public Route routeFor(Money amount) {
    return bands.stream()
        .filter(band -> amount.compareTo(band.upTo()) <= 0)
        .map(Band::route)
        .findFirst()
        .orElse(above);
  }
}
