package dev.countersign.persistence.account;

import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.account.SessionId;
import dev.countersign.domain.party.Role;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.UnitsOfWork;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database each time: whoever logged out on one node is out on all of them.
 *
 * <p>Every call of the API asks this. So whoever asks while another's question is under way is
 * gathered with all others who do, and one query answers them together, a thousand times a second
 * at most.
 */
public final class JdbiLiveSessions implements LiveSessions {
  private static final String LIVE =
      """
      select s.id, s.user_id, a.roles from session s join account a on a.id = s.user_id
      where s.id = any(:ids) and s.ended_at is null and a.active
      """;

  private static final long SHORTEST_PAUSE = Duration.ofMillis(1).toNanos();

  private final UnitsOfWork units;
  private final Object turn = new Object();
  private Gathered gathering = new Gathered();
  private long askedAt = System.nanoTime() - SHORTEST_PAUSE;

  public JdbiLiveSessions(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public Optional<Holder> find(SessionId session) {
    var gathered = gathered(session);
    synchronized (turn) {
      if (gathered.isOpen()) {
        pause();
        gathered.answer(ask(closed(gathered)));
      }
    }
    return Optional.ofNullable(gathered.live().get(session));
  }

  private void pause() {
    LockSupport.parkNanos(askedAt + SHORTEST_PAUSE - System.nanoTime());
    askedAt = System.nanoTime();
  }

  private synchronized Gathered gathered(SessionId session) {
    gathering.asked.add(session.value());
    return gathering;
  }

  /** Whoever asks from now on belongs to the next question. */
  private synchronized Set<UUID> closed(Gathered gathered) {
    gathering = new Gathered();
    return gathered.asked;
  }

  @Override
  public Map<SessionId, Holder> live(Set<SessionId> sessions) {
    return read(sessions.stream().map(SessionId::value).toList());
  }

  private Map<SessionId, Holder> read(List<UUID> asked) {
    return units.read(handle ->
        handle
            .createQuery(LIVE)
            .bindArray("ids", UUID.class, asked)
            .map(Row.as(row -> Map.entry(new SessionId(row.uuid("id")), holder(row))))
            .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Holder holder(Row row) {
    return new Holder(
        row.user("user_id"),
        row.texts("roles").stream().map(Role::new).collect(Collectors.toSet()));
  }

  private Supplier<Map<SessionId, Holder>> ask(Set<UUID> asked) {
    try {
      var live = read(List.copyOf(asked));
      return () -> live;
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }

  /** Sessions that are asked for together. All who asked learn the answer, or why there is none. */
  private static final class Gathered {
    private final Set<UUID> asked = new HashSet<>();
    private @Nullable Supplier<Map<SessionId, Holder>> answer;

    boolean isOpen() {
      return answer == null;
    }

    void answer(Supplier<Map<SessionId, Holder>> given) {
      answer = given;
    }

    Map<SessionId, Holder> live() {
      return Objects.requireNonNull(answer).get();
    }
  }
}
