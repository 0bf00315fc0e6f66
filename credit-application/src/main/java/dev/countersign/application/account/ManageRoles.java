package dev.countersign.application.account;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.party.Role;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says what each role may do, and adds roles. A change reaches every call on every node within the
 * time that {@link AuthenticateCaller} keeps what it has read.
 */
public final class ManageRoles {
  private final Transactions<AccountStore> transactions;
  private final PermissionCatalog catalog;
  private final Clock clock;

  @Inject
  public ManageRoles(
      Transactions<AccountStore> transactions, PermissionCatalog catalog, Clock clock) {
    this.transactions = transactions;
    this.catalog = catalog;
    this.clock = clock;
  }

  /** By code. */
  public List<RoleDefinition> all() {
    return transactions.inTransaction(store -> store.roles().all());
  }

  /**
   * Adds a role, or replaces what it may do.
   *
   * @throws NotPermitted if the caller may not
   */
  public Outcome put(RoleDefinition wanted, Caller by) {
    by.require(Permission.USER_MANAGE);
    var unknown = new HashSet<>(wanted.permissions());
    unknown.removeAll(catalog.permissions());
    if (!unknown.isEmpty()) {
      return new UnknownPermissions(unknown);
    }
    var conflict = catalog.conflictIn(wanted.permissions());
    if (conflict.isPresent()) {
      return new NeverTogether(conflict.get());
    }
    if (by.is(wanted.role())) {
      return new OwnRole(wanted.role());
    }
    return transactions.inTransaction(store -> {
      var separated = separatedFor(store, wanted);
      if (separated.isPresent()) {
        return new NeverHeldTogether(separated.get());
      }
      save(store, wanted, by);
      return new Saved(wanted);
    });
  }

  /**
   * What somebody would hold together if the role became that. All roles stay as they are until the
   * transaction ends, so that no two changes bring it about between them.
   */
  private Optional<PermissionCatalog.Pair> separatedFor(AccountStore store, RoleDefinition wanted) {
    var others =
        store.roles().all().stream()
            .map(RoleDefinition::role)
            .flatMap(role -> store.roles().find(role).stream())
            .filter(definition -> !definition.role().equals(wanted.role()))
            .toList();
    return catalog.touching(wanted.permissions()).stream()
        .filter(pair -> {
          var missing = wanted.permissions().contains(pair.one()) ? pair.other() : pair.one();
          var giving =
              others.stream()
                  .filter(definition -> definition.permissions().contains(missing))
                  .map(RoleDefinition::role)
                  .collect(Collectors.toSet());
          return store.accounts().isHeldWith(wanted.role(), giving);
        })
        .findFirst();
  }

  private void save(AccountStore store, RoleDefinition wanted, Caller by) {
    var before = store.roles().find(wanted.role());
    if (before.filter(wanted::equals).isPresent()) {
      return;
    }
    store.roles().save(wanted);
    store
        .audit()
        .record(
            new AuditEntry(
                clock.instant(),
                by.id().toString(),
                before.isPresent() ? "change" : "create",
                "role/" + wanted.role(),
                by.origin(),
                Map.of(
                    "permissions",
                    text(wanted.permissions()),
                    "before",
                    text(before.map(RoleDefinition::permissions).orElseGet(Set::of)))));
  }

  private static String text(Set<Permission> permissions) {
    return new TreeSet<>(permissions).toString();
  }

  /** What came of it. */
  public sealed interface Outcome {}

  public record Saved(RoleDefinition definition) implements Outcome {}

  public record UnknownPermissions(Set<Permission> permissions) implements Outcome {
    public UnknownPermissions {
      permissions = Set.copyOf(permissions);
    }
  }

  /** The separation of duties keeps these two apart. */
  public record NeverTogether(PermissionCatalog.Pair pair) implements Outcome {}

  /** Somebody has another role that gives the other of the two. */
  public record NeverHeldTogether(PermissionCatalog.Pair pair) implements Outcome {}

  /** Nobody changes what they themselves may do. */
  public record OwnRole(Role role) implements Outcome {}
}
