package dev.countersign.persistence.account;

import dev.countersign.application.account.Permission;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.account.Roles;
import dev.countersign.domain.party.Role;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The roles. One that was found is locked, so that no two changes of it are made at once. */
public final class JdbiRoles implements Roles {
  private static final Sql SAVE =
      Sql.of(
          """
          insert into role (code, permissions) values (:code, :permissions::text[])
          on conflict (code) do update set permissions = excluded.permissions
          """);

  private final UnitOfWork unit;

  public JdbiRoles(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public List<RoleDefinition> all() {
    return unit.reading()
        .createQuery("select code, permissions from role order by code")
        .map(Row.as(JdbiRoles::definition))
        .list();
  }

  @Override
  public Optional<RoleDefinition> find(Role role) {
    return unit.locking()
        .createQuery("select code, permissions from role where code = :code for no key update")
        .bind("code", role.value())
        .map(Row.as(JdbiRoles::definition))
        .findOne();
  }

  @Override
  public void save(RoleDefinition definition) {
    var unused =
        unit.writeNow(
            new Write(SAVE)
                .with("code", definition.role())
                .with("permissions", definition.permissions().stream().sorted().toList()));
  }

  private static RoleDefinition definition(Row row) {
    return new RoleDefinition(
        new Role(row.text("code")),
        row.texts("permissions").stream().map(Permission::new).collect(Collectors.toSet()));
  }
}
