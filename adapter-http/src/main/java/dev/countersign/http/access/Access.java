package dev.countersign.http.access;

import dev.countersign.domain.party.Role;
import io.javalin.security.RouteRole;
import java.util.Set;

/** Who may call a route. Every route says so; there is no other default than no. */
public sealed interface Access extends RouteRole {
  /** Whoever comes, logged in or not. */
  Access ANYONE = new Anyone();

  /** Whoever is logged in. */
  Access LOGGED_IN = new LoggedIn();

  /** Those who ask for credit. */
  Access APPLICANT = new Holding(Set.of(Role.APPLICANT));

  /** Those who decide at a stage. */
  Access APPROVERS = new Holding(Set.of(Role.ANALYST, Role.MANAGER, Role.DIRECTOR));

  /** Everyone who works here. */
  Access STAFF = new Holding(Set.of(Role.ANALYST, Role.MANAGER, Role.DIRECTOR, Role.ADMIN));

  /** Those who keep users and policies. */
  Access ADMIN = new Holding(Set.of(Role.ADMIN));

  record Anyone() implements Access {}

  record LoggedIn() implements Access {}

  /**
   * Whoever holds one of these roles.
   *
   * @param roles at least one
   */
  record Holding(Set<Role> roles) implements Access {
    public Holding {
      roles = Set.copyOf(roles);
    }
  }
}
