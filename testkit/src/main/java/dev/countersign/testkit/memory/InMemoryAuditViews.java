package dev.countersign.testkit.memory;

import dev.countersign.application.account.Account;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.browse.AuditQuery;
import dev.countersign.application.audit.browse.AuditView;
import dev.countersign.application.audit.browse.AuditViews;
import dev.countersign.application.store.Page;
import java.util.Comparator;
import java.util.Optional;

record InMemoryAuditViews(InMemoryDatabase database) implements AuditViews {
  @Override
  public Page<AuditView> browse(AuditQuery query) {
    return database.read(() -> {
      long below = query.after().map(Long::parseLong).orElse(Long.MAX_VALUE);
      var rows =
          database.audit.rows(database.reader()).stream()
              .filter(row -> row.id() < below && matches(row.entry(), query))
              .sorted(Comparator.comparingLong(AuditView::id).reversed())
              .limit(query.limit() + 1L)
              .map(this::named)
              .toList();
      return Page.of(rows, query.limit(), row -> String.valueOf(row.id()));
    });
  }

  private static boolean matches(AuditEntry entry, AuditQuery query) {
    return query.actor().map(entry.actor()::equals).orElse(true)
        && query.action().map(entry.action()::equals).orElse(true)
        && query.subject().map(entry.subject()::equals).orElse(true)
        && query.from().map(from -> !entry.at().isBefore(from)).orElse(true)
        && query.to().map(entry.at()::isBefore).orElse(true);
  }

  private AuditView named(AuditView row) {
    Optional<String> name =
        database.accounts.rows(database.reader()).stream()
            .filter(account -> account.id().toString().equals(row.entry().actor()))
            .map(Account::username)
            .findFirst();
    return new AuditView(row.id(), row.entry(), name, row.seal());
  }
}
