package dev.countersign.domain.party;

import java.util.regex.Pattern;

/**
 * What a person is to the house, by its code. Which roles there are, and what each of them may do,
 * is data of the installation. Someone may hold several; none of them lifts the separation of
 * duties.
 *
 * @param value 1 to 32 upper-case letters, digits and underscores, a letter first
 */
public record Role(String value) implements Comparable<Role> {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

  /** Asks for credit and sees their own requests. */
  public static final Role APPLICANT = new Role("APPLICANT");

  /** Decides the stage of that name and sees every request. */
  public static final Role ANALYST = new Role("ANALYST");

  /** Decides the stage of that name and sees every request. */
  public static final Role MANAGER = new Role("MANAGER");

  /** Decides the stage of that name and sees every request. */
  public static final Role DIRECTOR = new Role("DIRECTOR");

  /** Keeps users and the audit trail; decides nothing. */
  public static final Role ADMIN = new Role("ADMIN");

  public Role {
    if (!CODE.matcher(value).matches()) {
      throw new IllegalArgumentException("not the code of a role: " + value);
    }
  }

  /** By their codes. */
  @Override
  public int compareTo(Role other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
