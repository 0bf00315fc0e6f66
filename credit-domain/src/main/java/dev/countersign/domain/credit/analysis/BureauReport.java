package dev.countersign.domain.credit.analysis;

import java.util.Optional;

/**
 * What a credit bureau says of a person.
 *
 * @param rating absent if the bureau keeps none for the person
 * @param restricted whether a restriction (a default, a court order) is recorded
 */
public record BureauReport(Optional<Integer> rating, boolean restricted) {}
