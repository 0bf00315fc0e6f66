package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.money.Money;
import java.util.Optional;

/**
 * All the analysis was told from outside.
 *
 * @param propertyValue present exactly if the proposal has a property
 */
public record Facts(Fact<BureauReport> bureau, Optional<Fact<Money>> propertyValue) {}
