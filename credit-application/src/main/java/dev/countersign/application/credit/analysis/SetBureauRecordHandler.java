package dev.countersign.application.credit.analysis;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.store.Transactions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;

/** Saves the record, and an audit entry if it differs from the one before. */
public final class SetBureauRecordHandler implements SetBureauRecord {
  private final Transactions<BureauStore> transactions;
  private final Clock clock;

  @Inject
  public SetBureauRecordHandler(Transactions<BureauStore> transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void handle(Command command) {
    command.by().require(CreditPermissions.BUREAU_RECORD_WRITE);
    transactions.run(store -> {
      var before = store.bureauRecords().find(command.person());
      if (before.filter(command.record()::equals).isEmpty()) {
        store.bureauRecords().put(command.person(), command.record());
        store.audit().record(entry(command));
      }
    });
  }

  private AuditEntry entry(Command command) {
    return new AuditEntry(
        clock.instant(),
        command.by().id().toString(),
        "set",
        "bureau-record/" + command.person().value(),
        command.by().origin(),
        details(command.record()));
  }

  private static Map<String, String> details(BureauRecord record) {
    return switch (record) {
      case BureauRecord.OutOfOrder down -> Map.of("unavailable", "true");
      case BureauRecord.Kept kept ->
          Map.of(
              "rating",
              kept.rating().map(String::valueOf).orElse("none"),
              "restriction",
              String.valueOf(kept.restricted()));
    };
  }
}
