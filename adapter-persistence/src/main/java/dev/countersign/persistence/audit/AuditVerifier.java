package dev.countersign.persistence.audit;

import dev.countersign.domain.canonical.Hash;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Proves that the audit trail is what it was when it was sealed, or finds the first place where it
 * is not. What it can't see is that the newest entries were cut off together with their seals: keep
 * a {@link Report#head} elsewhere to see that too.
 */
public final class AuditVerifier {
  private static final int BATCH = 1_000;

  /** Every seal in order, with its entry unless that is gone. */
  private static final String SEALS =
      """
      select s.sequence, s.entry_id, encode(s.hash, 'hex') as hash, e.*
      from audit_seal s left join audit_entry e on e.id = s.entry_id
      where s.sequence > :after order by s.sequence limit :limit
      """;

  /** Entries that nobody sealed and nobody is going to. */
  private static final String SMUGGLED_IN =
      """
      select min(e.id) as id from audit_entry e
      where not exists (select from audit_seal s where s.entry_id = e.id)
        and not exists (select from audit_unsealed u where u.entry_id = e.id)
      """;

  private static final Sql ONE_VIEW_OF_ALL =
      Sql.of("set transaction isolation level repeatable read, read only");

  private final UnitsOfWork units;

  public AuditVerifier(UnitsOfWork units) {
    this.units = units;
  }

  /** What is wrong with an entry. */
  public enum Fault {
    /** The entry is not what was sealed. */
    CHANGED,
    /** The entry, its seal or both are gone. */
    MISSING,
    /** The entry was put in beside the application. */
    INSERTED,
    /** The entry stands in another's place. */
    REORDERED,
    /** The entry is what it was, but its seal is not. */
    SEAL_ALTERED
  }

  /**
   * @param entry id of the entry, or of the one after the gap if it is gone with its seal
   */
  public record Flaw(long entry, Fault fault) {}

  /**
   * @param sealed entries with a seal, whether it holds or not
   * @param notYetSealed entries that wait for theirs
   * @param head the hash that ends the chain
   * @param flaw the first in the order of the chain; absent if there is none
   */
  public record Report(long sealed, long notYetSealed, Hash head, Optional<Flaw> flaw) {}

  private record Link(long sequence, long entryId, Hash hash, Optional<Chain.Sealed> entry) {
    static Link of(Row row) {
      return new Link(
          row.number("sequence"),
          row.number("entry_id"),
          new Hash(row.text("hash")),
          row.optionalText("actor").isPresent()
              ? Optional.of(Chain.Sealed.of(row))
              : Optional.empty());
    }

    boolean follows(Hash previous) {
      return entry.filter(it -> hash.equals(Chain.next(previous, it))).isPresent();
    }
  }

  public Report verify() {
    return units.inOne(unit -> {
      unit.write(new Write(ONE_VIEW_OF_ALL));
      var handle = unit.reading();
      var walk = new Walk(handle);
      var flaw = walk.toFirstFlaw().or(() -> smuggledIn(handle));
      return new Report(
          count(handle, "audit_seal"), count(handle, "audit_unsealed"), walk.hash, flaw);
    });
  }

  private static Optional<Flaw> smuggledIn(Handle handle) {
    return handle
        .createQuery(SMUGGLED_IN)
        .mapTo(Long.class)
        .findOne()
        .map(entry -> new Flaw(entry, Fault.INSERTED));
  }

  private static long count(Handle handle, String table) {
    return handle.createQuery("select count(*) from " + table).mapTo(Long.class).one();
  }

  /** From link to link, with a look at the following one to see what is wrong with the present. */
  private static final class Walk {
    private final Handle handle;
    private long sequence;
    private Hash hash = Chain.BEGINNING;

    Walk(Handle handle) {
      this.handle = handle;
    }

    Optional<Flaw> toFirstFlaw() {
      for (var links = following(); !links.isEmpty(); links = following()) {
        // The last of a full batch is looked at again as the first of the next.
        int whole = links.size() == BATCH ? BATCH - 1 : links.size();
        for (int i = 0; i < whole; i++) {
          var next = i + 1 < links.size() ? Optional.of(links.get(i + 1)) : Optional.<Link>empty();
          var fault = fault(links.get(i), next);
          if (fault.isPresent()) {
            return Optional.of(new Flaw(links.get(i).entryId(), fault.get()));
          }
          sequence++;
          hash = links.get(i).hash();
        }
      }
      return Optional.empty();
    }

    private List<Link> following() {
      return handle
          .createQuery(SEALS)
          .bind("after", sequence)
          .bind("limit", BATCH)
          .map(Row.as(Link::of))
          .list();
    }

    private Optional<Fault> fault(Link link, Optional<Link> next) {
      if (link.sequence() != sequence + 1 || link.entry().isEmpty()) {
        return Optional.of(Fault.MISSING);
      }
      return link.follows(hash) ? Optional.empty() : Optional.of(mismatch(link, next));
    }

    private Fault mismatch(Link link, Optional<Link> next) {
      var entry = link.entry().orElseThrow();
      if (next.flatMap(Link::entry).filter(other -> chains(hash, other, link)).isPresent()) {
        return Fault.REORDERED;
      }
      return next.filter(after -> after.follows(Chain.next(hash, entry))).isPresent()
          ? Fault.SEAL_ALTERED
          : Fault.CHANGED;
    }

    private static boolean chains(Hash previous, Chain.Sealed entry, Link link) {
      return link.hash().equals(Chain.next(previous, entry));
    }
  }
}
