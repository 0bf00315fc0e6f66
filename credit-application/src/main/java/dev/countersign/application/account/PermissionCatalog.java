package dev.countersign.application.account;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The permissions there are, and which of them nobody may have together.
 *
 * @param permissions all that any route asks for
 * @param separated pairs for the separation of duties, both of {@code permissions}
 */
public record PermissionCatalog(Set<Permission> permissions, Set<Pair> separated) {
  /** What is not any context's own. */
  public static final PermissionCatalog SHARED =
      new PermissionCatalog(
          Set.of(
              Permission.USER_MANAGE,
              Permission.AUDIT_READ,
              Permission.EMAIL_MANAGE,
              Permission.WEBHOOK_MANAGE),
          Set.of());

  public PermissionCatalog {
    permissions = Set.copyOf(permissions);
    separated = Set.copyOf(separated);
  }

  /** This catalog together with what a context adds. */
  public PermissionCatalog and(PermissionCatalog other) {
    var all = new HashSet<>(permissions);
    all.addAll(other.permissions);
    var pairs = new HashSet<>(separated);
    pairs.addAll(other.separated);
    return new PermissionCatalog(all, pairs);
  }

  /** The first pair, by code, that these permissions must not hold together. */
  Optional<Pair> conflictIn(Set<Permission> wanted) {
    return separated.stream()
        .filter(pair -> wanted.contains(pair.one()) && wanted.contains(pair.other()))
        .min(Comparator.comparing(Pair::one).thenComparing(Pair::other));
  }

  /** The pairs of which these permissions hold a part. */
  List<Pair> touching(Set<Permission> wanted) {
    return separated.stream()
        .filter(pair -> wanted.contains(pair.one()) || wanted.contains(pair.other()))
        .sorted(Comparator.comparing(Pair::one).thenComparing(Pair::other))
        .toList();
  }

  /** Two permissions that nobody has together, by one role or by several. */
  public record Pair(Permission one, Permission other) {}
}
