package dev.countersign.persistence.account;

import dev.countersign.application.account.PublicKeys;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.util.Map;

/** The public keys of every node. */
public final class JdbiPublicKeys implements PublicKeys {
  private static final Sql PUBLISH =
      Sql.of("insert into public_key (id, jwk) values (:id, :jwk) on conflict (id) do nothing");

  private final UnitsOfWork units;

  public JdbiPublicKeys(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public void publish(String id, String jwk) {
    units.run(unit -> unit.write(new Write(PUBLISH).with("id", id).with("jwk", jwk)));
  }

  @Override
  public Map<String, String> all() {
    return units.read(handle ->
        handle
            .createQuery("select id, jwk from public_key")
            .map(Row.as(row -> Map.entry(row.text("id"), row.text("jwk"))))
            .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
