package dev.countersign.persistence.audit;

import dev.countersign.domain.canonical.Hash;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.util.ArrayList;

/**
 * Chains committed entries, so that whoever tampers with one breaks every seal after it. A chain
 * written within each transaction would make them all wait for each other; so it is made
 * afterwards, by one writer at a time, over all nodes.
 */
public final class AuditSealer {
  private static final int BATCH = 1_000;

  /** A number of its own among the advisory locks. */
  private static final Sql ONE_AT_A_TIME =
      Sql.of("select pg_advisory_xact_lock(x'7365616c'::bigint)");

  private static final String HEAD =
      """
      select sequence, encode(hash, 'hex') as hash from audit_seal order by sequence desc limit 1
      """;

  private static final String UNSEALED =
      """
      select e.* from (select entry_id from audit_unsealed order by entry_id limit :limit) u
      join audit_entry e on e.id = u.entry_id order by e.id
      """;

  private static final Sql SEAL =
      Sql.of(
          """
          with sealed as (
            insert into audit_seal (sequence, entry_id, hash)
            select :after::bigint + place, entry_id, hash
              from unnest(:entries::bigint[], :hashes::bytea[])
                with ordinality s(entry_id, hash, place)
            returning entry_id)
          delete from audit_unsealed u using sealed where u.entry_id = sealed.entry_id
          """);

  private final UnitsOfWork units;

  public AuditSealer(UnitsOfWork units) {
    this.units = units;
  }

  private record Head(long sequence, Hash hash) {}

  /** How many entries wait for their seal. */
  public long lag() {
    return units.read(handle ->
        handle.createQuery("select count(*) from audit_unsealed").mapTo(Long.class).one());
  }

  /**
   * Seals what was committed before the call.
   *
   * @return how many entries it sealed
   */
  public int seal() {
    int total = 0;
    for (int sealed = BATCH; sealed == BATCH; ) {
      sealed = units.inOne(AuditSealer::sealBatch);
      total += sealed;
    }
    return total;
  }

  private static int sealBatch(UnitOfWork unit) {
    unit.write(new Write(ONE_AT_A_TIME));
    var head =
        unit.reading()
            .createQuery(HEAD)
            .map(Row.as(row -> new Head(row.number("sequence"), new Hash(row.text("hash")))))
            .findOne()
            .orElse(new Head(0, Chain.BEGINNING));
    var entries =
        unit.reading()
            .createQuery(UNSEALED)
            .bind("limit", BATCH)
            .map(Row.as(Chain.Sealed::of))
            .list();
    if (!entries.isEmpty()) {
      var hashes = new ArrayList<String>(entries.size());
      var hash = head.hash();
      for (var entry : entries) {
        hash = Chain.next(hash, entry);
        hashes.add("\\x" + hash);
      }
      unit.write(
          new Write(SEAL)
              .with("after", head.sequence())
              .with("entries", entries.stream().map(Chain.Sealed::id).toList())
              .with("hashes", hashes));
    }
    return entries.size();
  }
}
