package dev.countersign.persistence.credit.policy;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The policies. Each is read and held against its hash once. Which one is in force is asked again
 * every second, since another node may have published one; here, one's own takes force at once.
 */
public final class JdbiPolicies implements Policies {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private static final String IN_FORCE =
      """
      select p.version, p.hash, l.since from policy_publication l join policy p on p.number = l.policy
      order by l.number desc limit 1
      """;

  private static final String ALL =
      """
      select p.version, p.hash, l.since from policy p cross join lateral (
        select number, since from policy_publication where policy = p.number
        order by number desc limit 1) l
      order by l.number desc
      """;

  private static final String BODY =
      "select body from policy where version = :version and hash = :hash";

  private static final Sql ADD =
      Sql.of(
          """
          insert into policy (version, hash, body) values (:version, :hash, :body)
          """);

  /** The lock's number is its own among the advisory locks. */
  private static final Sql ONE_AT_A_TIME =
      Sql.of("select pg_advisory_xact_lock(x'706f6c696379'::bigint)");

  private static final Sql PUT_IN_FORCE =
      Sql.of(
          """
          insert into policy_publication (policy, since)
          select number, :since::timestamptz from policy where version = :version
          """);

  private final UnitsOfWork units;
  private final Map<PolicyRef, PinnedPolicy> known = new ConcurrentHashMap<>();
  private volatile @Nullable InForce inForce;

  public JdbiPolicies(UnitsOfWork units) {
    this.units = units;
  }

  private record InForce(PublishedPolicy policy, long readAtNanos) {}

  private record Published(PolicyRef ref, Instant since) {}

  @Override
  public PublishedPolicy current() {
    var last = inForce;
    if (last != null && System.nanoTime() - last.readAtNanos < FRESH_NANOS) {
      return last.policy;
    }
    var now =
        readInForce().orElseThrow(() -> new IllegalStateException("no policy was ever published"));
    inForce = new InForce(now, System.nanoTime());
    return now;
  }

  private Optional<PublishedPolicy> readInForce() {
    return units
        .read(handle -> handle.createQuery(IN_FORCE).map(Row.as(JdbiPolicies::ref)).findOne())
        .map(this::whole);
  }

  @Override
  public PinnedPolicy pinned(PolicyRef ref) {
    return known.computeIfAbsent(ref, this::read);
  }

  private PinnedPolicy read(PolicyRef ref) {
    var body =
        units
            .read(handle ->
                handle
                    .createQuery(BODY)
                    .bind("version", ref.version())
                    .bind("hash", ref.hash().value())
                    .map(Row.as(row -> row.text("body")))
                    .findOne())
            .orElseThrow(() -> new IllegalStateException("there is no policy " + ref));
    if (!Hash.of(body).equals(ref.hash())) {
      throw new IllegalStateException("the policy " + ref.version() + " was altered");
    }
    return PinnedPolicy.read(body);
  }

  @Override
  public Optional<PublishedPolicy> find(String version) {
    return published().stream()
        .filter(each -> each.ref.version().equals(version))
        .findFirst()
        .map(this::whole);
  }

  @Override
  public List<PublishedPolicy> all() {
    return published().stream().map(this::whole).toList();
  }

  private List<Published> published() {
    return units.read(handle -> handle.createQuery(ALL).map(Row.as(JdbiPolicies::ref)).list());
  }

  private static Published ref(Row row) {
    return new Published(
        new PolicyRef(row.text("version"), new Hash(row.text("hash"))), row.instant("since"));
  }

  private PublishedPolicy whole(Published published) {
    return new PublishedPolicy(pinned(published.ref), published.since);
  }

  @Override
  public PublishedPolicy publish(CreditPolicy policy, Instant at) {
    return units.inOne(unit -> {
      var published = publish(policy, at, unit);
      unit.afterCommit(() -> inForce = new InForce(published, System.nanoTime()));
      return published;
    });
  }

  private PublishedPolicy publish(CreditPolicy policy, Instant at, UnitOfWork unit) {
    unit.write(new Write(ONE_AT_A_TIME));
    var taken = find(policy.version());
    if (taken.isPresent() && !taken.get().ref().equals(policy.ref())) {
      throw new IllegalArgumentException(
          "the version %s has another content".formatted(policy.version()));
    }
    if (taken.isPresent() && taken.equals(readInForce())) {
      return taken.get();
    }
    if (taken.isEmpty()) {
      unit.write(
          new Write(ADD)
              .with("version", policy.version())
              .with("hash", policy.ref().hash())
              .with("body", CanonicalJson.write(policy)));
    }
    unit.write(new Write(PUT_IN_FORCE).with("version", policy.version()).with("since", at));
    return new PublishedPolicy(PinnedPolicy.of(policy), at);
  }
}
