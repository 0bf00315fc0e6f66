package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.account.Accounts.Addition;
import dev.countersign.application.store.Page;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.InitialRoles;
import dev.countersign.testkit.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who can log in, and that a name is one person's, whatever its letters. */
public abstract class AccountsContract extends PortContract {
  @Test
  final void an_account_comes_back_as_it_was_added() {
    var account =
        new Account(
            new UserId(IDS.next(now)),
            nameOf("Zoë.O'Neil"),
            "Zoë O’Neil 家",
            nameOf("zoe+tag") + "@example.org",
            "pt-BR",
            Set.of(InitialRoles.codes()),
            true,
            new Preferences(false, true),
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",
            now.plusNanos(1_000));

    assertThat(added(account)).isTrue();

    assertThat(found(account.id())).contains(account);
    assertThat(named(account.username())).contains(account);
  }

  @Test
  final void someone_may_hold_no_role_at_all() {
    var account = new Person(new UserId(IDS.next(now)), nameOf("nora"), Set.of()).account(now);

    assertThat(added(account)).isTrue();

    assertThat(found(account.id())).contains(account);
  }

  @Test
  final void nobody_is_found_where_there_is_nobody() {
    assertThat(found(new UserId(IDS.next(now)))).isEmpty();
    assertThat(named(nameOf("nobody"))).isEmpty();
  }

  @Test
  final void a_name_is_found_whatever_the_case_of_its_letters() {
    var account = someone(nameOf("Émile"));
    assertThat(added(account)).isTrue();

    assertThat(named(account.username().toUpperCase(Locale.ROOT))).contains(account);
    assertThat(named(account.username().toLowerCase(Locale.ROOT))).contains(account);
  }

  @Test
  final void any_text_may_be_looked_for() {
    for (var text : List.of("", " ", "%", "_", "\\", "'", "a\u0000b", "x".repeat(10_000), "🏠")) {
      assertThat(named(text)).isEmpty();
    }
  }

  @Test
  final void a_name_is_taken_whatever_the_case_of_its_letters() {
    var first = someone(nameOf("eve"));
    var second = someone(first.username().toUpperCase(Locale.ROOT));

    assertThat(added(first)).isTrue();
    assertThat(add(second)).isEqualTo(Addition.USERNAME_TAKEN);

    assertThat(found(second.id())).isEmpty();
    assertThat(named(first.username())).contains(first);
  }

  @Test
  final void an_address_is_one_accounts_whatever_the_case_of_its_letters() {
    var first = someone(nameOf("eve"));
    var second = someone(nameOf("mallory")).withEmail(first.email().toUpperCase(Locale.ROOT));

    assertThat(added(first)).isTrue();
    assertThat(add(second)).isEqualTo(Addition.ADDRESS_TAKEN);

    assertThat(found(second.id())).isEmpty();
    assertThat(isTaken(second.email())).isTrue();
  }

  @Test
  final void an_address_that_was_given_up_is_free_again() {
    var first = someone(nameOf("eve"));
    assertThat(added(first)).isTrue();
    var moved = first.withEmail(nameOf("new") + "@example.org");

    on.transactions().run(store -> store.accounts().save(moved));

    assertThat(isTaken(first.email())).isFalse();
    assertThat(isTaken(moved.email())).isTrue();
    assertThat(added(someone(nameOf("mallory")).withEmail(first.email()))).isTrue();
    assertThat(found(first.id())).contains(moved);
  }

  @Test
  final void of_many_who_want_an_address_at_once_one_gets_it() {
    var address = nameOf("eve") + "@example.org";

    var added = Threads.atOnce(16, number -> added(someone(nameOf("eve")).withEmail(address)));

    assertThat(added).containsOnlyOnce(true);
  }

  @Test
  final void a_look_sees_what_a_find_does_and_waits_for_nobody() {
    var ada = people.ada().account(now);

    var seen =
        inTransaction(store -> {
          store.accounts().save(ada.with(ada.roles(), false));
          return Threads.elsewhere(
              () -> inTransaction(other -> other.accounts().look(ada.username())));
        });

    assertThat(seen).contains(ada);
    Optional<Account> nobody = inTransaction(store -> store.accounts().look(nameOf("nobody")));
    assertThat(nobody).isEmpty();
  }

  @Test
  final void of_many_who_want_a_name_at_once_one_gets_it() {
    var name = nameOf("eve");

    var added = Threads.atOnce(16, number -> added(someone(name)));

    assertThat(added).containsOnlyOnce(true);
  }

  @Test
  final void a_change_replaces_the_account() {
    var ada = people.ada().account(now);
    var changed =
        ada.with(Set.of(Role.MANAGER, Role.ADMIN), false).with(new Preferences(false, false));

    on.transactions().run(store -> store.accounts().save(changed));

    assertThat(found(ada.id())).contains(changed);
    assertThat(named(ada.username())).contains(changed);
  }

  @Test
  final void a_change_is_not_undone_by_another_made_at_the_same_time() {
    var ada = people.ada().account(now);
    var readOnce = new CountDownLatch(1);

    var roles =
        Threads.started(() ->
            inTransaction(store -> {
              var read = store.accounts().find(ada.id()).orElseThrow();
              readOnce.countDown();
              store.accounts().save(read.with(Set.of(Role.MANAGER), true));
              return true;
            }));
    Await.open(readOnce);
    on.transactions()
        .run(store -> {
          var read = store.accounts().find(ada.id()).orElseThrow();
          store.accounts().save(read.with(new Preferences(false, false)));
        });

    assertThat(Threads.result(roles)).isTrue();
    assertThat(found(ada.id()))
        .contains(ada.with(Set.of(Role.MANAGER), true).with(new Preferences(false, false)));
  }

  @Test
  final void whoever_was_found_by_name_is_not_locked_out_before_the_transaction_ends() {
    var ada = people.ada().account(now);
    var lockOut =
        inTransaction(store -> {
          var found = store.accounts().findByUsername(ada.username()).orElseThrow();
          var task =
              Threads.started(() ->
                  inTransaction(other -> {
                    other.accounts().save(found.with(found.roles(), false));
                    return true;
                  }));
          Await.heldUp(task);
          return task;
        });

    assertThat(Threads.result(lockOut)).isTrue();
    assertThat(found(ada.id())).contains(ada.with(ada.roles(), false));
  }

  @Test
  final void accounts_are_listed_by_name_page_by_page_without_gaps_or_repeats() {
    var added =
        IntStream.range(0, 7)
            .mapToObj(number -> someone((number % 2 == 0 ? "Pat-" : "pat-") + IDS.next(now)))
            .toList();
    added.forEach(account -> assertThat(added(account)).isTrue());

    var listed = new ArrayList<Account>();
    Optional<String> next = Optional.empty();
    do {
      var after = next;
      Page<Account> page = inTransaction(store -> store.accounts().browse(3, after));
      assertThat(page.items().size()).isLessThanOrEqualTo(3);
      listed.addAll(page.items());
      next = page.next();
    } while (next.isPresent());

    assertThat(listed).doesNotHaveDuplicates().containsAll(added);
    assertThat(listed)
        .extracting(account -> account.username().toLowerCase(Locale.ROOT))
        .filteredOn(name -> name.startsWith("pat-"))
        .isSorted();
  }

  private boolean added(Account account) {
    return add(account) == Addition.ADDED;
  }

  private Addition add(Account account) {
    return inTransaction(store -> store.accounts().add(account));
  }

  private Optional<Account> found(UserId id) {
    return inTransaction(store -> store.accounts().find(id));
  }

  private boolean isTaken(String email) {
    return inTransaction(store -> store.accounts().isAddressTaken(email));
  }

  private Optional<Account> named(String username) {
    return inTransaction(store -> store.accounts().findByUsername(username));
  }

  private Account someone(String username) {
    return new Person(new UserId(IDS.next(now)), username, Set.of(Role.APPLICANT)).account(now);
  }

  private String nameOf(String first) {
    return first + "-" + IDS.next(now);
  }
}
