package dev.countersign.persistence.store;

import dev.countersign.application.store.StaleRevision;
import dev.countersign.application.store.StoreUnavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.util.PSQLException;

/** The database refused a statement: a fault of the program or of the data. */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final String UNIQUE_VIOLATION = "23505";

  /** Serialization failure, deadlock, and our own refusal of a stale revision. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "CS001");

  /** Two transactions made the same row at the same time, and the other one was first. */
  private static final String PRIMARY_KEY = "_pkey";

  /** Connection lost, no resources, interrupted by an operator or a time limit, lock not had. */
  private static final Set<String> CLASSES_OF_ABSENCE = Set.of("08", "53", "57", "58");

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  StoreFailure(Throwable cause) {
    super("the database refused a statement", cause);
  }

  /**
   * What a failure of the database means to the application: a stale revision if someone else was
   * first, an unavailable store if nothing is wrong with what was asked. What does not come from
   * the database stays what it is.
   */
  static RuntimeException meaningOf(RuntimeException failure) {
    var cause = sql(failure);
    if (failure instanceof StaleRevision || cause.isEmpty()) {
      return failure;
    }
    if (isConflict(cause.get())) {
      var stale = new StaleRevision("the store");
      stale.initCause(failure);
      return stale;
    }
    if (isAbsence(cause.get())) {
      return new StoreUnavailable(failure);
    }
    return failure instanceof JdbiException ? new StoreFailure(failure) : failure;
  }

  private static Optional<SQLException> sql(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }

  private static boolean isConflict(SQLException failure) {
    var state = state(failure);
    return CONFLICTS.contains(state) || (state.equals(UNIQUE_VIOLATION) && isRace(failure));
  }

  private static boolean isRace(SQLException failure) {
    return failure instanceof PSQLException postgres
        && postgres.getServerErrorMessage() != null
        && postgres.getServerErrorMessage().getConstraint() != null
        && postgres.getServerErrorMessage().getConstraint().endsWith(PRIMARY_KEY);
  }

  private static boolean isAbsence(SQLException failure) {
    var state = state(failure);
    return failure instanceof SQLTransientConnectionException
        || state.equals(LOCK_NOT_AVAILABLE)
        || (state.length() == 5 && CLASSES_OF_ABSENCE.contains(state.substring(0, 2)));
  }

  private static String state(SQLException failure) {
    return Objects.requireNonNullElse(failure.getSQLState(), "");
  }
}
