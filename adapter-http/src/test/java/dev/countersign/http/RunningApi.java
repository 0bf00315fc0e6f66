package dev.countersign.http;

import dev.countersign.application.account.AuthenticateCaller;
import dev.countersign.application.account.ListenerTickets;
import dev.countersign.application.account.TrustedKeys;
import dev.countersign.application.credit.request.LiveProgress;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.application.live.LiveEvents;
import dev.countersign.application.webhook.WebhookSender;
import dev.countersign.http.access.JwtTokens;
import dev.countersign.http.access.SigningKey;
import dev.countersign.http.connection.Limits;
import dev.countersign.http.live.LiveUpdates;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.People;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.memory.InMemoryCountersign;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** The API on a port of its own, with the whole system in memory behind it. */
final class RunningApi implements AutoCloseable {
  private static final Tracer UNTRACED = OpenTelemetry.noop().getTracer("none");

  static final Instant MONDAY_NOON = Instant.parse("2026-06-01T12:00:00Z");

  /** Nothing is sent to hosts of the intranet, nor anywhere else. */
  private static final WebhookSender NO_COURIER =
      new WebhookSender() {
        @Override
        public Optional<String> objection(URI address) {
          return Optional.of("Not there.").filter(no -> address.getHost().endsWith(".internal"));
        }

        @Override
        public Outcome send(URI address, Map<String, String> headers, String body) {
          return new NoAnswer("nobody carries it");
        }
      };

  final MutableClock clock = MutableClock.at(MONDAY_NOON);
  final InMemoryCountersign system = new InMemoryCountersign(clock);
  final People people = People.known().registeredIn(system.database(), clock.instant());
  final TrustedKeys keys = new TrustedKeys(system.database().transactions(store -> store), clock);
  final SigningKey signingKey = SigningKey.generate();
  final JwtTokens tokens = new JwtTokens(signingKey, keys, "countersign", "countersign-api", clock);
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final AtomicBoolean ready = new AtomicBoolean(true);
  private final UseCases useCases;
  private final AuthenticateCaller authenticate = system.authenticate();
  private final LiveEvents liveEvents =
      new LiveEvents(system.database().eventFeed(), CreditEventsInTests.REGISTRY);
  final LiveUpdates live = new LiveUpdates(liveEvents, authenticate, clock);
  final HttpApi api;
  final int port;

  private RunningApi(UnaryOperator<SubmitCreditRequest> changed, Limits limits) {
    var progress = new LiveProgress(liveEvents, system.database().requestViews());
    liveEvents.include(progress);
    system.tellProgressTo(progress);
    useCases =
        new UseCases(
            changed.apply(system.submit()),
            system.decide(),
            system.revise(),
            system.withdraw(),
            system.hold(),
            system.read(),
            system.preview(),
            system.checkProposal(),
            system.policies(),
            system.publishPolicy(),
            system.audit(),
            system.setBureauRecord(),
            system.notifications(),
            system.emails(),
            system.webhooks(NO_COURIER),
            system.acceptUser(),
            system.registerUser(),
            system.addStaff(),
            system.changeUser(),
            system.readUsers(),
            system.setPreferences(),
            system.authentication(tokens),
            authenticate,
            system.ownAccount(),
            new ListenerTickets(system.database().transactions(store -> store), tokens, clock),
            keys,
            system.roles(),
            tokens,
            system.oncePerKey(),
            live);
    api = new HttpApi(useCases, registry, UNTRACED, ready::get, limits);
    port = api.start(0, "127.0.0.1");
  }

  static RunningApi start() {
    return startWith(Limits.OF_THE_API);
  }

  /** With other limits. */
  static RunningApi startWith(Limits limits) {
    return new RunningApi(submit -> submit, limits);
  }

  /** With another way to submit. */
  static RunningApi startWith(UnaryOperator<SubmitCreditRequest> changed) {
    return new RunningApi(changed, Limits.OF_THE_API);
  }

  Client anyone() {
    return new Client(port, "");
  }

  /** Someone who has logged in. */
  Client as(Person person) {
    return logIn(person.username(), Person.PASSWORD);
  }

  Client logIn(String username, String password) {
    var reply =
        anyone().postForm("/api/v1/token", Map.of("username", username, "password", password));
    return anyone().with(reply.mustBe(200).text("/access_token"));
  }

  /** Submits, and has it analysed. */
  Reply analysed(Client applicant, String body) {
    var submitted = applicant.submit(body).mustBe(201);
    var delivered = system.deliver();
    if (delivered == 0) {
      throw new IllegalStateException("nothing was delivered");
    }
    return applicant.show(submitted.id()).mustBe(200);
  }

  /** A second server over the same system. */
  int startAgainOn(int takenPort) {
    try (var second = new HttpApi(useCases, registry, UNTRACED, ready::get)) {
      return second.start(takenPort, "127.0.0.1");
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
