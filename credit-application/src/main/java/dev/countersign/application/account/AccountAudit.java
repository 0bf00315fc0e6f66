package dev.countersign.application.account;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

/** What the audit trail says of accounts that are made and changed. */
final class AccountAudit {
  private AccountAudit() {}

  static AuditEntry created(Account account, String by, Origin from) {
    return entry("create", account, by, from, account.createdAt());
  }

  static AuditEntry changed(Account account, String by, Origin from, Instant at) {
    return entry("change", account, by, from, at);
  }

  private static AuditEntry entry(
      String action, Account account, String by, Origin from, Instant at) {
    return new AuditEntry(
        at,
        by,
        action,
        "user/" + account.id(),
        from,
        Map.of(
            "username",
            account.username(),
            "roles",
            new TreeSet<>(account.roles()).toString(),
            "active",
            String.valueOf(account.active())));
  }
}
