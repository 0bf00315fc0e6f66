package dev.countersign.persistence.webhook;

import dev.countersign.application.webhook.Webhook;
import dev.countersign.application.webhook.WebhookSecret;
import dev.countersign.application.webhook.Webhooks;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One row for each webhook. */
public final class JdbiWebhooks implements Webhooks {
  private static final Sql ADD =
      Sql.of(
          """
          insert into webhook (id, url, types, active, secret, created_at)
          values (:id::uuid, :url, :types::text[], :active::boolean, :secret,
            :created_at::timestamptz)
          """);

  private static final Sql CHANGE =
      Sql.of(
          """
          update webhook set url = :url, types = :types::text[], active = :active::boolean
          where id = :id::uuid
          """);

  private static final Sql REMOVE = Sql.of("delete from webhook where id = :id::uuid");

  private static final String LISTENING =
      """
      select * from webhook where active and (types = '{}' or :type = any (types)) order by id
      """;

  private final UnitOfWork unit;

  public JdbiWebhooks(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public void add(Webhook webhook) {
    unit.write(
        chosen(new Write(ADD), webhook)
            .with("secret", webhook.secret().text())
            .with("created_at", webhook.createdAt()));
  }

  @Override
  public void change(Webhook webhook) {
    unit.write(chosen(new Write(CHANGE), webhook));
  }

  private static Write chosen(Write write, Webhook webhook) {
    return write
        .with("id", webhook.id())
        .with("url", webhook.url())
        .with("types", webhook.types().stream().sorted().toList())
        .with("active", webhook.active());
  }

  @Override
  public void remove(UUID id) {
    unit.write(new Write(REMOVE).with("id", id));
  }

  @Override
  public Optional<Webhook> find(UUID id) {
    return unit.reading()
        .createQuery("select * from webhook where id = :id")
        .bind("id", id)
        .map(Row.as(row -> webhook(row, "id", "created_at")))
        .findOne();
  }

  @Override
  public List<Webhook> all() {
    return unit.reading()
        .createQuery("select * from webhook order by id")
        .map(Row.as(row -> webhook(row, "id", "created_at")))
        .list();
  }

  @Override
  public List<Webhook> listeningTo(String type) {
    return unit.reading()
        .createQuery(LISTENING)
        .bind("type", type)
        .map(Row.as(row -> webhook(row, "id", "created_at")))
        .list();
  }

  /**
   * @param id the column of its id
   * @param createdAt the column of its time
   */
  static Webhook webhook(Row row, String id, String createdAt) {
    return new Webhook(
        row.uuid(id),
        URI.create(row.text("url")),
        Set.copyOf(row.texts("types")),
        row.flag("active"),
        new WebhookSecret(row.text("secret")),
        row.instant(createdAt));
  }
}
