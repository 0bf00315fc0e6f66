package dev.countersign.http.access;

import dev.countersign.application.account.Caller;
import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.audit.Origin;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemException;
import dev.countersign.http.problem.ProblemType;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where every call is stopped that may not pass. A token alone is not enough: its session must be
 * live at this moment, so that a log-out works at once and everywhere.
 */
public final class Authenticator {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]+) *", Pattern.CASE_INSENSITIVE);

  private final JwtTokens tokens;
  private final LiveSessions sessions;

  public Authenticator(JwtTokens tokens, LiveSessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  /**
   * The caller, unless the route is for anyone: then nobody is asked who they are.
   *
   * @param authorization the header of that name
   * @throws ProblemException if the caller may not pass
   */
  public Optional<Caller> admit(Access access, Optional<String> authorization, Origin origin) {
    return switch (access) {
      case Access.Anyone anyone -> Optional.empty();
      case Access.LoggedIn loggedIn -> Optional.of(pass(authorization, origin).caller());
      case Access.Holding holding -> {
        var caller = pass(authorization, origin).caller();
        if (Collections.disjoint(caller.roles(), holding.roles())) {
          throw Problem.of(ProblemType.FORBIDDEN, "None of your roles may do this, ever.")
              .asException();
        }
        yield Optional.of(caller);
      }
    };
  }

  /**
   * Someone who is logged in, and for how long that is known.
   *
   * @param authorization the header of that name
   * @throws ProblemException if the token does not work
   */
  public Pass pass(Optional<String> authorization, Origin origin) {
    if (authorization.isEmpty()) {
      throw unauthenticated("Send an access token as Authorization: Bearer.", "Bearer");
    }
    return authorization
        .map(BEARER::matcher)
        .filter(header -> header.matches())
        .flatMap(header -> tokens.verify(header.group(1)))
        .filter(token -> sessions.isLive(token.session()))
        .map(token ->
            new Pass(
                new Caller(token.user(), token.username(), token.roles(), token.session(), origin),
                token.expiresAt()))
        .orElseThrow(() ->
            unauthenticated(
                "The access token does not work (any more): refresh it or log in again.",
                "Bearer error=\"invalid_token\""));
  }

  private static ProblemException unauthenticated(String detail, String challenge) {
    return Problem.of(ProblemType.UNAUTHENTICATED, detail)
        .with("WWW-Authenticate", challenge)
        .asException();
  }

  /**
   * @param until when the token expires; its session may end before
   */
  public record Pass(Caller caller, Instant until) {}
}
