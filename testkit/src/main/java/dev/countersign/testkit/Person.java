package dev.countersign.testkit;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.account.Caller;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.audit.Origin;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.StaffMember;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Set;

/** Someone in a test, with the roles they hold at the moment. */
public record Person(UserId id, String username, Set<Role> roles) {
  /** Everyone's password. */
  public static final String PASSWORD = "correct horse battery staple";

  public Person {
    roles = Set.copyOf(roles);
  }

  /** The same person with other roles. */
  public Person as(Role... others) {
    return new Person(id, username, Set.of(others));
  }

  public Account account(Instant createdAt) {
    return new Account(
        id,
        username,
        "The Person Called " + username,
        username + "@example.org",
        "en",
        roles,
        true,
        Preferences.ALL,
        new FastPasswords().hash(PASSWORD),
        createdAt);
  }

  /** This person in a session, the same one every time, with what their roles give initially. */
  public Caller caller() {
    return new Caller(
        id,
        username,
        InitialRoles.grants(roles),
        new SessionId(id.value()),
        new Origin("127.0.0.1"));
  }

  public StaffMember staff() {
    return new StaffMember(id, roles);
  }
}
