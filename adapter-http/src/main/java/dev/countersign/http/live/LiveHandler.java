package dev.countersign.http.live;

import dev.countersign.application.account.ListenerTickets;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.live.FeedPosition;
import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.http.access.Access;
import dev.countersign.http.access.Authenticator;
import dev.countersign.http.access.Authenticator.Pass;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.CarefulHeaders;
import dev.countersign.http.exchange.ErrorPages;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.live.Connection.End;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemException;
import dev.countersign.http.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * Takes connections that stay, in front of everything that counts calls or waits for them: they
 * keep no thread, and no turn of others. A browser can't give them a header, so a ticket may come
 * as the parameter {@code ticket}: addresses end up in logs, and it is good only once.
 */
public final class LiveHandler extends Handler.Wrapper implements Resource {
  private static final String SOCKET = "/api/v1/live";
  private static final String STREAM = "/api/v1/events";
  private static final String TICKET = "ticket";
  private static final String LAST_SEEN = "Last-Event-ID";

  /** Longer than any place that was ever given out. */
  private static final Pattern PLACE = Pattern.compile("[!-~]{1,3000}");

  private static final int MAX_OPENING = 16;
  private static final int MAX_RECEIVED_BYTES = 1_024;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private final Authenticator authenticator;
  private final ListenerTickets tickets;
  private final LiveUpdates updates;
  private final Semaphore opening = new Semaphore(MAX_OPENING);

  public LiveHandler(Authenticator authenticator, ListenerTickets tickets, LiveUpdates updates) {
    this.authenticator = authenticator;
    this.tickets = tickets;
    this.updates = updates;
  }

  /** Two as the router knows them: reached by those alone who open no connection that stays. */
  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(SOCKET, Access.LOGGED_IN, LiveHandler::notOpened),
        Route.get(STREAM, Access.LOGGED_IN, LiveHandler::notOpened),
        Route.post("/api/v1/live-tickets", Access.LOGGED_IN, this::ticket));
  }

  private Answer ticket(Call call) {
    call.noBody();
    return Answers.ok(
        new TicketJson(tickets.issue(call.caller()), ListenerTickets.GOOD_FOR.toSeconds()));
  }

  /**
   * @param expiresIn seconds
   */
  private record TicketJson(String ticket, long expiresIn) {}

  private static Answer notOpened(Call call) {
    return Answers.of(
        Problem.of(ProblemType.UPGRADE_REQUIRED, "Open it as a WebSocket.")
            .with("Upgrade", "websocket"));
  }

  @Override
  public void setServer(Server server) {
    super.setServer(server);
    var sockets = ServerWebSocketContainer.ensure(server);
    sockets.setIdleTimeout(IDLE_TIMEOUT);
    sockets.setMaxTextMessageSize(MAX_RECEIVED_BYTES);
    sockets.setMaxBinaryMessageSize(MAX_RECEIVED_BYTES);
    sockets.setMaxFrameSize(MAX_RECEIVED_BYTES);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var path = Request.getPathInContext(request);
    if (HttpMethod.GET.is(request.getMethod())) {
      if (path.equals(STREAM)) {
        stream(request, response, callback);
        return true;
      }
      if (path.equals(SOCKET) && request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")) {
        return ServerWebSocketContainer.ensure(getServer())
            .upgrade(
                (upgrade, upgraded, done) -> new Opening(upgrade), request, response, callback);
      }
    }
    return super.handle(request, response, callback);
  }

  private void stream(Request request, Response response, Callback callback) {
    if (!opening.tryAcquire()) {
      ErrorPages.send(refused(End.OVERLOADED), response, callback);
      return;
    }
    try {
      var pass = pass(request);
      response.setStatus(200);
      var headers = response.getHeaders();
      headers.put(HttpHeader.CONTENT_TYPE, "text/event-stream");
      CarefulHeaders.ALL.forEach(headers::put);
      headers.put("X-Accel-Buffering", "no");
      var stream = new EventStream(pass, response, callback);
      var lastSeen = lastSeen(request);
      request.addFailureListener(failure -> {
        updates.leave(stream);
        stream.cut();
      });
      updates
          .join(stream, lastSeen)
          .ifPresent(why -> ErrorPages.send(refused(why), response, callback));
    } catch (ProblemException e) {
      ErrorPages.send(Answers.of(e.problem()), response, callback);
    } catch (StoreUnavailable e) {
      ErrorPages.send(refused(End.OVERLOADED), response, callback);
    } finally {
      opening.release();
    }
  }

  /**
   * @throws ProblemException if no place in any feed could be written like this
   */
  private static Optional<FeedPosition> lastSeen(Request request) {
    var given =
        Optional.ofNullable(request.getHeaders().get(LAST_SEEN)).filter(id -> !id.isEmpty());
    if (given.filter(id -> !PLACE.matcher(id).matches()).isPresent()) {
      throw Problem.invalid(
              List.of(
                  new FieldError(
                      LAST_SEEN, "invalid", "Send the id of the last event as it came.")))
          .asException();
    }
    return given.map(FeedPosition::new);
  }

  private static Answer refused(End why) {
    return Answers.of(
        switch (why) {
          case TOO_MANY ->
              Problem.of(ProblemType.TOO_MANY_CONNECTIONS, "Close some of your connections first.");
          case OVERLOADED, GOING_AWAY, UNAUTHENTICATED ->
              Problem.of(ProblemType.OVERLOADED, "Connect again in a moment.").retryAfter(1);
        });
  }

  /**
   * @throws ProblemException if the token does not work
   */
  private Pass pass(Request request) {
    var header = Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    var origin = new Origin(Request.getRemoteAddr(request));
    var ticket = Optional.ofNullable(Request.extractQueryParameters(request).getValue(TICKET));
    return header.isEmpty() && ticket.isPresent()
        ? authenticator.passByTicket(ticket.get(), origin)
        : authenticator.pass(header, origin);
  }

  /**
   * A WebSocket from its first moment; it is closed with a reason if the caller may not listen.
   * Public, because Jetty calls it by reflection.
   */
  public final class Opening implements Session.Listener.AutoDemanding {
    private final Optional<Pass> pass;
    private final boolean inTime;
    private Optional<LiveSocket> socket = Optional.empty();

    Opening(ServerUpgradeRequest request) {
      this.inTime = opening.tryAcquire();
      this.pass = inTime ? passOf(request) : Optional.empty();
    }

    private Optional<Pass> passOf(Request request) {
      try {
        return Optional.of(pass(request));
      } catch (ProblemException e) {
        return Optional.empty();
      } finally {
        opening.release();
      }
    }

    @Override
    public void onWebSocketOpen(Session session) {
      if (pass.isEmpty()) {
        close(session, inTime ? End.UNAUTHENTICATED : End.OVERLOADED);
        return;
      }
      var opened = new LiveSocket(pass.get(), session);
      socket = Optional.of(opened);
      try {
        updates.join(opened, Optional.empty()).ifPresent(why -> close(session, why));
      } catch (StoreUnavailable e) {
        close(session, End.OVERLOADED);
      }
    }

    private static void close(Session session, End why) {
      session.close(why.code(), why.reason(), org.eclipse.jetty.websocket.api.Callback.NOOP);
    }

    @Override
    public void onWebSocketClose(
        int code, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
      socket.ifPresent(updates::leave);
      callback.succeed();
    }
  }
}
