package dev.countersign.persistence.account;

import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.account.SessionId;
import dev.countersign.persistence.store.UnitsOfWork;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
      "select id from session where id = any(:ids) and ended_at is null";

  private static final long SHORTEST_PAUSE = Duration.ofMillis(1).toNanos();

  private final UnitsOfWork units;
  private final Object turn = new Object();
  private Gathered gathering = new Gathered();
  private long askedAt = System.nanoTime() - SHORTEST_PAUSE;

  public JdbiLiveSessions(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public boolean isLive(SessionId session) {
    var gathered = gathered(session);
    synchronized (turn) {
      if (gathered.isOpen()) {
        pause();
        gathered.answer(ask(closed(gathered)));
      }
    }
    return gathered.live().contains(session.value());
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
  public Set<SessionId> live(Set<SessionId> sessions) {
    return read(sessions.stream().map(SessionId::value).toList()).stream()
        .map(SessionId::new)
        .collect(Collectors.toSet());
  }

  private Set<UUID> read(List<UUID> asked) {
    return units.read(handle ->
        handle.createQuery(LIVE).bindArray("ids", UUID.class, asked).mapTo(UUID.class).set());
  }

  private Supplier<Set<UUID>> ask(Set<UUID> asked) {
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
    private @Nullable Supplier<Set<UUID>> answer;

    boolean isOpen() {
      return answer == null;
    }

    void answer(Supplier<Set<UUID>> given) {
      answer = given;
    }

    Set<UUID> live() {
      return Objects.requireNonNull(answer).get();
    }
  }
}
