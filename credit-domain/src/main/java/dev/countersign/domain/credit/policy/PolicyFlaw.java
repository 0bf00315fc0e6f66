package dev.countersign.domain.credit.policy;

/**
 * One thing about a policy that makes no sense.
 *
 * @param path of the member, from the root of the document: {@code $.rules.checks[1].minimum}
 * @param code stable, kebab-case
 * @param message for people, with what to do
 */
public record PolicyFlaw(String path, String code, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}
