package dev.countersign.application.account;

import dev.countersign.application.audit.AuditTrail;

/** What a transaction on accounts reaches. */
public interface AccountStore {
  Accounts accounts();

  Roles roles();

  Sessions sessions();

  LoginThrottle logins();

  Tickets tickets();

  PublicKeys keys();

  AuditTrail audit();
}
