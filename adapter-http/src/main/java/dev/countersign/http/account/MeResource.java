package dev.countersign.http.account;

import static dev.countersign.http.access.Access.LOGGED_IN;
import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.put;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.account.Registration;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.util.List;

/** The caller's own account. */
public final class MeResource implements Resource {
  private final Registration accounts;

  public MeResource(Registration accounts) {
    this.accounts = accounts;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get("/api/v1/me", LOGGED_IN, this::show),
        put("/api/v1/me/preferences", LOGGED_IN, this::prefer));
  }

  private Answer show(Call call) {
    return accounts
        .find(call.caller().id())
        .map(account -> Answers.ok(AccountJson.own(account)))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private Answer prefer(Call call) {
    var wish = call.json(body -> new Preferences(body.bool("email"), body.bool("live")));
    return accounts
        .prefer(call.caller().id(), wish)
        .map(Account::preferences)
        .map(kept -> Answers.ok(PreferencesJson.of(kept)))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }
}
