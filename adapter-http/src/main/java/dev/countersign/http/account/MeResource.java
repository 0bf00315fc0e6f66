package dev.countersign.http.account;

import static dev.countersign.http.access.Access.LOGGED_IN;
import static dev.countersign.http.exchange.Route.delete;
import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.patch;
import static dev.countersign.http.exchange.Route.put;

import dev.countersign.application.account.AcceptUser;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.account.AddressTaken;
import dev.countersign.application.account.OwnAccount;
import dev.countersign.application.account.ReadUsers;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.SetPreferences;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.time.Instant;
import java.util.List;

/** The caller's own account. */
public final class MeResource implements Resource {
  private static final String ME = "/api/v1/me";
  private static final String SESSIONS = ME + "/sessions";

  private final ReadUsers users;
  private final SetPreferences preferences;
  private final OwnAccount own;

  public MeResource(ReadUsers users, SetPreferences preferences, OwnAccount own) {
    this.users = users;
    this.preferences = preferences;
    this.own = own;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get(ME, LOGGED_IN, this::show),
        patch(ME, LOGGED_IN, this::change),
        put(ME + "/password", LOGGED_IN, this::changePassword),
        get(SESSIONS, LOGGED_IN, this::sessions),
        delete(SESSIONS + "/{id}", LOGGED_IN, this::end),
        put(ME + "/preferences", LOGGED_IN, this::prefer));
  }

  private Answer show(Call call) {
    return users
        .find(call.caller().id(), call.caller())
        .map(account -> Answers.ok(AccountJson.own(account)))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private Answer change(Call call) {
    var wish =
        call.json(body ->
            new OwnAccount.Wish(
                NewUserReader.optionalFullName(body),
                NewUserReader.optionalEmail(body),
                NewUserReader.optionalLocale(body),
                body.optionalSecret("password", NewUserReader.MAX_PASSWORD_LENGTH)));
    return switch (own.change(wish, call.caller())) {
      case OwnAccount.Changed changed -> Answers.ok(AccountJson.own(changed.account()));
      case OwnAccount.NotProven no -> notProven(no);
      case AddressTaken taken -> UsersResource.addressTaken();
      case OwnAccount.NotFound missing -> Answers.of(Answers.notFound());
    };
  }

  private Answer changePassword(Call call) {
    var wish =
        call.json(body ->
            new Passwords(
                body.secret("current", NewUserReader.MAX_PASSWORD_LENGTH),
                body.secret("password", NewUserReader.MAX_PASSWORD_LENGTH)));
    return switch (own.changePassword(wish.current(), wish.wanted(), call.caller())) {
      case OwnAccount.Changed changed -> Answers.noContent();
      case OwnAccount.NotProven no -> notProven(no);
      case AcceptUser.WeakPassword weak ->
          Answers.of(Problem.invalid(List.of(UsersResource.error(weak))));
      case OwnAccount.NotFound missing -> Answers.of(Answers.notFound());
    };
  }

  private static Answer notProven(OwnAccount.NotProven why) {
    return switch (why) {
      case OwnAccount.WrongPassword wrong ->
          Answers.of(
              Problem.of(ProblemType.WRONG_PASSWORD, "Send the password you log in with now."));
      case OwnAccount.TryLater later -> SessionsResource.tryLater(later.pause());
    };
  }

  private Answer sessions(Call call) {
    return Answers.list(
        own.sessions(call.caller()).stream()
            .map(session ->
                new SessionJson(
                    session.id().value().toString(), session.startedAt(), session.current()))
            .toList());
  }

  private Answer end(Call call) {
    call.noBody();
    return switch (own.end(new SessionId(call.id()), call.caller())) {
      case ENDED -> Answers.noContent();
      case NOT_THEIRS -> Answers.of(Answers.notFound());
    };
  }

  private record Passwords(String current, String wanted) {}

  /**
   * @param current whether it is the one that asks
   */
  private record SessionJson(String id, Instant startedAt, boolean current) {}

  private Answer prefer(Call call) {
    var wish = call.json(body -> new Preferences(body.bool("email"), body.bool("live")));
    return call.once(() ->
        switch (preferences.handle(new SetPreferences.Command(wish, call.caller()))) {
          case SetPreferences.Kept kept -> Answers.ok(PreferencesJson.of(kept.preferences()));
          case SetPreferences.NotFound missing -> Answers.of(Answers.notFound());
        });
  }
}
