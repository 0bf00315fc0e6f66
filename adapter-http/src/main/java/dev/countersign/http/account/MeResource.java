package dev.countersign.http.account;

import static dev.countersign.http.access.Access.LOGGED_IN;
import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.put;

import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.account.ReadUsers;
import dev.countersign.application.account.SetPreferences;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.util.List;

/** The caller's own account. */
public final class MeResource implements Resource {
  private final ReadUsers users;
  private final SetPreferences preferences;

  public MeResource(ReadUsers users, SetPreferences preferences) {
    this.users = users;
    this.preferences = preferences;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get("/api/v1/me", LOGGED_IN, this::show),
        put("/api/v1/me/preferences", LOGGED_IN, this::prefer));
  }

  private Answer show(Call call) {
    return users
        .find(call.caller().id(), call.caller())
        .map(account -> Answers.ok(AccountJson.own(account)))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private Answer prefer(Call call) {
    var wish = call.json(body -> new Preferences(body.bool("email"), body.bool("live")));
    return call.once(() ->
        switch (preferences.handle(new SetPreferences.Command(wish, call.caller()))) {
          case SetPreferences.Kept kept -> Answers.ok(PreferencesJson.of(kept.preferences()));
          case SetPreferences.NotFound missing -> Answers.of(Answers.notFound());
        });
  }
}
