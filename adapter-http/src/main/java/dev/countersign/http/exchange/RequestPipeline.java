package dev.countersign.http.exchange;

import static java.util.stream.Collectors.joining;

import dev.countersign.application.account.NotPermitted;
import dev.countersign.application.account.PasswordsBusy;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.idempotency.IdempotentCommands;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.http.access.Authenticator;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemException;
import dev.countersign.http.problem.ProblemType;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.security.Roles;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every call passes: authentication, access, handling, metrics, tracing and error answers. A
 * call is counted before it is answered, so that a client with an answer finds it in the metrics.
 * If a handler fails, the client gets an id under which the log has the cause.
 */
public final class RequestPipeline {
  private static final Logger LOG = LoggerFactory.getLogger(RequestPipeline.class);
  private static final String NO_ROUTE = "none";

  private final Authenticator authenticator;
  private final IdempotentCommands once;
  private final Meters meters;
  private final Spans spans;

  public RequestPipeline(
      Authenticator authenticator, IdempotentCommands once, MeterRegistry registry, Tracer tracer) {
    this.authenticator = authenticator;
    this.once = once;
    this.meters = new Meters(registry);
    this.spans = new Spans(tracer);
  }

  /** Registers these routes; all other calls are answered with a problem. */
  public void open(JavalinConfig javalin, List<Route> routes) {
    for (var route : routes) {
      javalin.routes.addEndpoint(endpoint(route.method(), route));
      if (route.method().equals(HandlerType.GET)) {
        javalin.routes.addEndpoint(endpoint(HandlerType.HEAD, route));
      }
    }
    var router = javalin.unsafe.internalRouter;
    javalin.routes.exception(
        HttpResponseException.class, (noRoute, context) -> refuse(context, router));
  }

  private Endpoint endpoint(HandlerType method, Route route) {
    return Endpoint.create(method, route.path())
        .addMetadata(new Roles(Set.of(route.access())))
        .handler(context -> serve(context, route));
  }

  private void serve(Context context, Route route) {
    long start = System.nanoTime();
    var method = context.method().name();
    var answer = spans.around(context, method, route.path(), () -> answer(context, route));
    meters.record(method, route.path(), answer.status(), System.nanoTime() - start);
    send(context, answer);
  }

  private void refuse(Context context, InternalRouter router) {
    var method = known(context.method());
    var answer = spans.around(context, method, NO_ROUTE, () -> refused(context, router));
    meters.record(method, NO_ROUTE, answer.status(), 0);
    send(context, answer);
  }

  private static Answer refused(Context context, InternalRouter router) {
    var allowed =
        HandlerType.commonHttp().stream()
            .filter(method -> router.hasHttpHandlerEntry(method, context.path()))
            .map(HandlerType::name)
            .sorted()
            .collect(joining(", "));
    return Answers.of(
        allowed.isEmpty()
            ? Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address.")
            : Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Use " + allowed + ".")
                .with("Allow", allowed));
  }

  /** Unknown methods must not become labels of metrics or names of spans. */
  private static String known(HandlerType method) {
    return HandlerType.commonHttp().contains(method) ? method.name() : "other";
  }

  private Answer answer(Context context, Route route) {
    try {
      var origin = new Origin(context.ip());
      var caller =
          authenticator.admit(
              route.access(), Optional.ofNullable(context.header("Authorization")), origin);
      return route.handling().handle(new Call(context, caller, origin, once));
    } catch (ProblemException e) {
      return Answers.of(e.problem());
    } catch (NotPermitted e) {
      return Answers.of(Authenticator.forbidden());
    } catch (StoreUnavailable e) {
      LOG.warn("The store was unavailable: {}", String.valueOf(e.getCause()));
      return overloaded();
    } catch (PasswordsBusy | StaleRevision e) {
      return overloaded();
    } catch (UncheckedIOException e) {
      return Answers.of(Problem.of(ProblemType.MALFORMED_REQUEST, "The body did not arrive."));
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private static Answer failed(RuntimeException e) {
    var id = UUID.randomUUID();
    LOG.error("A call failed, error {}", id, e);
    return Answers.of(
        Problem.of(
            ProblemType.INTERNAL_ERROR,
            "Try again; if it fails again, report the error " + id + "."),
        Optional.of("urn:uuid:" + id));
  }

  private static Answer overloaded() {
    return Answers.of(overload());
  }

  /** The server is overloaded. */
  static Problem overload() {
    return Problem.of(
            ProblemType.OVERLOADED, "Send it again in a moment, under the same key if it had one.")
        .retryAfter(1);
  }

  private static void send(Context context, Answer answer) {
    var response = context.res();
    response.setStatus(answer.status());
    CarefulHeaders.ALL.forEach(response::setHeader);
    answer.headers().forEach(response::setHeader);
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    // What fits into its buffer is sent when the call is over, and no thread waits for its reader.
    response.setBufferSize(Math.max(response.getBufferSize(), body.length + 1));
    try {
      response.getOutputStream().write(body);
    } catch (IOException e) {
      LOG.debug("A caller left before the answer", e);
    }
  }
}
