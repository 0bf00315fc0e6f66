package dev.countersign.persistence.account;

import dev.countersign.application.account.AccountStore;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.account.LoginThrottle;
import dev.countersign.application.account.PublicKeys;
import dev.countersign.application.account.Roles;
import dev.countersign.application.account.Sessions;
import dev.countersign.application.account.Tickets;
import dev.countersign.application.audit.AuditTrail;
import dev.countersign.persistence.audit.JdbiAuditTrail;
import dev.countersign.persistence.store.UnitOfWork;

/** Accounts within one unit of work. */
public record JdbiAccountStore(UnitOfWork unit) implements AccountStore {
  @Override
  public Accounts accounts() {
    return new JdbiAccounts(unit);
  }

  @Override
  public Roles roles() {
    return new JdbiRoles(unit);
  }

  @Override
  public Sessions sessions() {
    return new JdbiSessions(unit);
  }

  @Override
  public LoginThrottle logins() {
    return new JdbiLoginThrottle(unit);
  }

  @Override
  public Tickets tickets() {
    return new JdbiTickets(unit);
  }

  @Override
  public PublicKeys keys() {
    return new JdbiPublicKeys(unit);
  }

  @Override
  public AuditTrail audit() {
    return new JdbiAuditTrail(unit);
  }
}
