package dev.countersign.application.account;

import java.util.regex.Pattern;

/**
 * The right to do one kind of thing. Roles are rows of permissions; each context names its own.
 *
 * @param value what it is about and what may be done, such as {@code user.manage}: small letters,
 *     digits and hyphens on both sides of one dot, 64 characters at most
 */
public record Permission(String value) implements Comparable<Permission> {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");
  private static final int MAX_LENGTH = 64;

  /** List, make and change accounts, and say what each role may do. */
  public static final Permission USER_MANAGE = new Permission("user.manage");

  /** Read the audit trail. */
  public static final Permission AUDIT_READ = new Permission("audit.read");

  /** See which e-mail messages wait or were given up, and have them sent again. */
  public static final Permission EMAIL_MANAGE = new Permission("email.manage");

  /** Keep webhooks and their deliveries. */
  public static final Permission WEBHOOK_MANAGE = new Permission("webhook.manage");

  public Permission {
    if (value.length() > MAX_LENGTH || !CODE.matcher(value).matches()) {
      throw new IllegalArgumentException("not the code of a permission: " + value);
    }
  }

  /** By their codes. */
  @Override
  public int compareTo(Permission other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
