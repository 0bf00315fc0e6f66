package dev.countersign.http.access;

import dev.countersign.application.account.Permission;
import io.javalin.security.RouteRole;

/** Who may call a route. Every route says so; there is no other default than no. */
public sealed interface Access extends RouteRole {
  /** Whoever comes, logged in or not. */
  Access ANYONE = new Anyone();

  /** Whoever is logged in. */
  Access LOGGED_IN = new LoggedIn();

  /** Whoever has that permission. */
  static Access holding(Permission permission) {
    return new Holding(permission);
  }

  record Anyone() implements Access {}

  record LoggedIn() implements Access {}

  record Holding(Permission permission) implements Access {}
}
