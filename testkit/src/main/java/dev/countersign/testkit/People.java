package dev.countersign.testkit;

import dev.countersign.application.account.AccountStore;
import dev.countersign.application.account.Accounts.Addition;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The cast of a test.
 *
 * @param ada applies for credit
 * @param ana analyses
 * @param max manages
 * @param dora directs
 * @param root administers
 */
public record People(Person ada, Person ana, Person max, Person dora, Person root) {
  /** The same people every time. */
  public static People known() {
    return of(new SequentialIds(), Instant.EPOCH, "");
  }

  /** Namesakes whom nobody has met before, as long as the ids are new. */
  public static People strangers(Ids ids, Instant at) {
    return of(ids, at, "-" + ids.next(at));
  }

  private static People of(Ids ids, Instant at, String surname) {
    return new People(
        person("ada" + surname, Role.APPLICANT, ids, at),
        person("ana" + surname, Role.ANALYST, ids, at),
        person("max" + surname, Role.MANAGER, ids, at),
        person("dora" + surname, Role.DIRECTOR, ids, at),
        person("root" + surname, Role.ADMIN, ids, at));
  }

  private static Person person(String username, Role role, Ids ids, Instant at) {
    return new Person(new UserId(ids.next(at)), username, Set.of(role));
  }

  public List<Person> all() {
    return List.of(ada, ana, max, dora, root);
  }

  /** Gives each of them an account. */
  public People registeredIn(Transactions<? extends AccountStore> transactions, Instant at) {
    transactions.run(store -> {
      for (var person : all()) {
        if (store.accounts().add(person.account(at)) != Addition.ADDED) {
          throw new IllegalStateException(person.username() + " is registered already");
        }
      }
    });
    return this;
  }
}
