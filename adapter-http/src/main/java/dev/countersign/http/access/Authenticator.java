package dev.countersign.http.access;

import dev.countersign.application.account.AuthenticateCaller;
import dev.countersign.application.account.Caller;
import dev.countersign.application.account.ListenerTickets;
import dev.countersign.application.audit.Origin;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemException;
import dev.countersign.http.problem.ProblemType;
import java.time.Instant;
import java.util.Optional;

/**
 * Authenticates calls by their access token and holds them against what their route asks for. The
 * application says whether the token's session is live, and what its owner may do.
 */
public final class Authenticator {
  private static final String BEARER = "Bearer ";

  private final JwtTokens tokens;
  private final AuthenticateCaller callers;
  private final ListenerTickets tickets;

  public Authenticator(JwtTokens tokens, AuthenticateCaller callers, ListenerTickets tickets) {
    this.tokens = tokens;
    this.callers = callers;
    this.tickets = tickets;
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
        if (!caller.may(holding.permission())) {
          throw forbidden().asException();
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
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .flatMap(header -> tokens.verify(header.substring(BEARER.length()).strip()))
        .flatMap(token ->
            callers
                .authenticate(token.identity(), origin)
                .map(caller -> new Pass(caller, token.expiresAt())))
        .orElseThrow(() ->
            unauthenticated(
                "The access token does not work (any more): refresh it or log in again.",
                "Bearer error=\"invalid_token\""));
  }

  /**
   * Someone who comes with a ticket, which is good once.
   *
   * @throws ProblemException if it is not good
   */
  public Pass passByTicket(String ticket, Origin origin) {
    return tickets
        .redeem(ticket)
        .flatMap(redeemed ->
            callers
                .authenticate(redeemed.identity(), origin)
                .map(caller -> new Pass(caller, redeemed.until())))
        .orElseThrow(
            () -> unauthenticated("The ticket is not good (any more): ask for another.", "Bearer"));
  }

  /** The caller is known and may not do this. */
  public static Problem forbidden() {
    return Problem.of(ProblemType.FORBIDDEN, "None of your roles may do this.");
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
