package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.Permission;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.InitialRoles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What each role may do: rows that are added and changed, and never removed. */
public abstract class RolesContract extends PortContract {
  private static final Permission READ = new Permission("card.read");
  private static final Permission BLOCK = new Permission("card.block");

  private final Role role =
      new Role("CLERK_" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 60)));

  @Test
  final void an_installation_begins_with_five_roles() {
    assertThat(all()).containsAll(InitialRoles.all());
  }

  @Test
  final void a_role_comes_back_as_it_was_saved() {
    save(new RoleDefinition(role, Set.of(READ, BLOCK)));

    assertThat(found(role)).contains(new RoleDefinition(role, Set.of(READ, BLOCK)));
    assertThat(all()).contains(new RoleDefinition(role, Set.of(READ, BLOCK)));
  }

  @Test
  final void what_a_role_may_do_is_replaced_as_a_whole() {
    save(new RoleDefinition(role, Set.of(READ)));

    save(new RoleDefinition(role, Set.of(BLOCK)));

    assertThat(found(role)).contains(new RoleDefinition(role, Set.of(BLOCK)));
    assertThat(all()).filteredOn(definition -> definition.role().equals(role)).hasSize(1);
  }

  @Test
  final void a_role_may_be_one_that_may_do_nothing() {
    save(new RoleDefinition(role, Set.of()));

    assertThat(found(role)).contains(new RoleDefinition(role, Set.of()));
  }

  @Test
  final void a_role_that_nobody_saved_is_not_there() {
    assertThat(found(role)).isEmpty();
  }

  @Test
  final void roles_are_listed_by_code() {
    save(new RoleDefinition(role, Set.of()));

    assertThat(all()).extracting(RoleDefinition::role).isSorted().doesNotHaveDuplicates();
  }

  private void save(RoleDefinition definition) {
    on.transactions().run(store -> store.roles().save(definition));
  }

  private Optional<RoleDefinition> found(Role wanted) {
    return inTransaction(store -> store.roles().find(wanted));
  }

  private List<RoleDefinition> all() {
    return inTransaction(store -> store.roles().all());
  }
}
