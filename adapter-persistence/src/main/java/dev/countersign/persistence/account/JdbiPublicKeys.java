package dev.countersign.persistence.account;

import dev.countersign.application.account.PublicKeys;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;
import java.util.Map;

/** The public keys of every node. */
final class JdbiPublicKeys implements PublicKeys {
  private static final Sql PUBLISH =
      Sql.of(
          """
          insert into public_key (id, jwk, expires_at) values (:id, :jwk, :until::timestamptz)
          on conflict (id) do update
            set expires_at = greatest(public_key.expires_at, excluded.expires_at)
            where public_key.retired_at is null
          """);

  private static final Sql RETIRE =
      Sql.of(
          """
          update public_key set retired_at = :at::timestamptz
          where id = :id and retired_at is null and expires_at > :at::timestamptz
          """);

  private static final String GOOD =
      """
      select id, jwk from public_key
      where retired_at is null and expires_at > cast(:at as timestamptz)
      """;

  private final UnitOfWork unit;

  JdbiPublicKeys(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public Publication publish(String id, String jwk, Instant until) {
    int published =
        unit.writeNow(new Write(PUBLISH).with("id", id).with("jwk", jwk).with("until", until));
    return published == 1 ? Publication.PUBLISHED : Publication.RETIRED;
  }

  @Override
  public Map<String, String> good(Instant at) {
    return unit.reading()
        .createQuery(GOOD)
        .bind("at", at.toString())
        .map(Row.as(row -> Map.entry(row.text("id"), row.text("jwk"))))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public boolean retire(String id, Instant at) {
    return Write.isStorable(id)
        && unit.writeNow(new Write(RETIRE).with("id", id).with("at", at)) == 1;
  }
}
