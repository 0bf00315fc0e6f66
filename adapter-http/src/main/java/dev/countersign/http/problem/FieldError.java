package dev.countersign.http.problem;

/**
 * An error in one field of a body or one parameter of a query.
 *
 * @param field path such as {@code applicant.existingCredits[0].amount}; empty for the whole body
 * @param code stable, kebab-case
 * @param message for people, with what to do
 */
public record FieldError(String field, String code, String message) {}
