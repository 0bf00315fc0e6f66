package dev.countersign.http.account;

import static dev.countersign.http.access.Access.ADMIN;
import static dev.countersign.http.access.Access.ANYONE;
import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.patch;
import static dev.countersign.http.exchange.Route.post;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Registration;
import dev.countersign.application.account.Registration.Person;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.json.Fields;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Accounts: registering oneself, and what an admin does about others. */
public final class UsersResource implements Resource {
  private static final String USERS = "/api/v1/users";

  private final Registration accounts;

  public UsersResource(Registration accounts) {
    this.accounts = accounts;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        post(USERS, ANYONE, this::register),
        get(USERS, ADMIN, this::list),
        get(USERS + "/{id}", ADMIN, this::show),
        patch(USERS + "/{id}", ADMIN, this::change),
        post("/api/v1/staff", ADMIN, this::add));
  }

  private Answer register(Call call) {
    var body = call.fields();
    var person = PersonReader.read(body);
    requireSound(body, person);
    return call.once(
        asked("register", person, Set.of(Role.APPLICANT)),
        () -> answer(accounts.register(person, call.origin()), AccountJson::registered));
  }

  private Answer add(Call call) {
    var body = call.fields();
    var person = PersonReader.read(body);
    var roles = body.choices("roles", Role.class);
    requireSound(body, person);
    var admin = call.caller();
    return call.once(
        asked("add", person, roles),
        () ->
            answer(
                accounts.add(person, roles, admin.id().toString(), call.origin()),
                AccountJson::forAdmin));
  }

  private void requireSound(Fields body, Person person) {
    body.end();
    body.requireSound(() -> accounts.weakness(person).map(UsersResource::error).stream().toList());
  }

  private static FieldError error(Registration.WeakPassword weak) {
    return new FieldError("password", "weak-password", weak.why());
  }

  /** All that is asked but the password, of which not even a hash may be kept with the key. */
  private static String asked(String what, Person person, Set<Role> roles) {
    return String.join(
        "\n",
        what,
        person.username(),
        person.fullName(),
        person.email(),
        person.locale(),
        roles.stream().sorted().toList().toString());
  }

  private static Answer answer(
      Registration.Outcome outcome, Function<Account, AccountJson> written) {
    return switch (outcome) {
      case Registration.Registered registered -> {
        var account = registered.account();
        yield Answers.created(written.apply(account), USERS + "/" + account.id(), Map.of());
      }
      case Registration.UsernameTaken taken ->
          Answers.of(Problem.of(ProblemType.USERNAME_TAKEN, "Choose another username."));
      case Registration.WeakPassword weak -> Answers.of(Problem.invalid(List.of(error(weak))));
    };
  }

  private Answer list(Call call) {
    var query = call.query();
    int limit = query.limit();
    var after = query.cursor();
    query.end();
    return Answers.page(query, () -> accounts.browse(limit, after), AccountJson::forAdmin);
  }

  private Answer show(Call call) {
    return accounts
        .find(new UserId(call.id()))
        .map(account -> Answers.ok(AccountJson.forAdmin(account)))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private Answer change(Call call) {
    var wish = call.json(UsersResource::wish);
    return accounts
        .change(new UserId(call.id()), wish.roles(), wish.active(), call.caller())
        .map(account -> Answers.ok(AccountJson.forAdmin(account)))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private static Wish wish(Fields body) {
    return new Wish(body.optionalChoices("roles", Role.class), body.optionalBool("active"));
  }

  private record Wish(Optional<Set<Role>> roles, Optional<Boolean> active) {}
}
