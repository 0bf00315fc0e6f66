package dev.countersign.persistence.audit;

import dev.countersign.application.audit.browse.AuditQuery;
import dev.countersign.application.audit.browse.AuditView;
import dev.countersign.application.audit.browse.AuditViews;
import dev.countersign.application.store.Page;
import dev.countersign.persistence.store.Conditions;
import dev.countersign.persistence.store.UnitsOfWork;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A walk down the trail by time; the place in it is an instant and an id. */
public final class JdbiAuditViews implements AuditViews {
  private final UnitsOfWork units;

  public JdbiAuditViews(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public Page<AuditView> browse(AuditQuery query) {
    var conditions = new Conditions();
    conditions.add("e.actor = :actor", "actor", query.actor());
    conditions.add("e.action = :action", "action", query.action());
    conditions.add("e.subject = :subject", "subject", query.subject());
    conditions.add("e.at >= :from", "from", query.from().map(JdbiAuditViews::utc));
    conditions.add("e.at < :to", "to", query.to().map(JdbiAuditViews::utc));
    var place = query.after().map(Place::of);
    conditions.add("e.at <= :last", "last", place.map(Place::at).map(JdbiAuditViews::utc));
    conditions.add("(e.at, e.id) < (:last, :last_id)", "last_id", place.map(Place::id));
    var sql =
        """
        select e.*, a.username, encode(s.hash, 'hex') as hash
        from (select * from audit_entry e %s order by e.at desc, e.id desc limit :limit) e
        left join audit_seal s on s.entry_id = e.id
        left join account a
          on a.id = case when e.actor ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' then e.actor::uuid end
        order by e.at desc, e.id desc
        """
            .formatted(conditions.where());
    var found =
        units.read(handle ->
            conditions
                .bind(handle.createQuery(sql))
                .bind("limit", query.limit() + 1)
                .map(AuditRow.MAPPER)
                .list());
    return Page.of(found, query.limit(), Place::after);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** Where a page ends. */
  private record Place(Instant at, long id) {
    static String after(AuditView row) {
      return row.entry().at() + "/" + row.id();
    }

    /**
     * @throws IllegalArgumentException if the text is no place
     */
    static Place of(String text) {
      int slash = text.indexOf('/');
      try {
        return new Place(
            Instant.parse(text.substring(0, Math.max(slash, 0))),
            Long.parseLong(text.substring(slash + 1)));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("no place in the audit trail: " + text, e);
      }
    }
  }
}
