package dev.countersign.domain.credit.approval;

import dev.countersign.domain.money.Money;
import java.util.List;
import java.util.stream.Stream;

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
  }

  /** The route of each band, by ascending amount, and the one above them. */
  public List<Route> routes() {
    return Stream.concat(bands.stream().map(Band::route), Stream.of(above)).toList();
  }

  public Route routeFor(Money amount) {
    return bands.stream()
        .filter(band -> amount.compareTo(band.upTo()) <= 0)
        .map(Band::route)
        .findFirst()
        .orElse(above);
  }
}
