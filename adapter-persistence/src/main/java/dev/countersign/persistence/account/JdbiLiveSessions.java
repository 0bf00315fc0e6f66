package dev.countersign.persistence.account;

import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.account.SessionId;
import dev.countersign.persistence.store.UnitsOfWork;

/** Asks the database each time: whoever logged out on one node is out on all of them. */
public final class JdbiLiveSessions implements LiveSessions {
  private final UnitsOfWork units;

  public JdbiLiveSessions(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public boolean isLive(SessionId session) {
    return units.read(handle ->
        handle
            .createQuery("select 1 from session where id = :id and ended_at is null")
            .bind("id", session.value())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }
}
