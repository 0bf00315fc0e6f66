package dev.countersign.domain.credit.policy;

/**
 * One way in which a proposal breaks the policy.
 *
 * @param field path of the component of the proposal, such as {@code applicant.dateOfBirth}
 * @param code stable, kebab-case
 * @param message for people, with what to do
 */
public record Violation(String field, String code, String message) {}
