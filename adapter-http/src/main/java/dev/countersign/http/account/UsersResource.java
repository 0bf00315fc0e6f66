package dev.countersign.http.account;

import static dev.countersign.http.access.Access.ANYONE;
import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.patch;
import static dev.countersign.http.exchange.Route.post;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.ManageRoles;
import dev.countersign.application.account.Permission;
import dev.countersign.application.account.Registration;
import dev.countersign.application.account.Registration.Person;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.json.Fields;
import dev.countersign.http.json.Names;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Accounts: registering oneself, and what an admin does about others. */
public final class UsersResource implements Resource {
  private static final Access ADMINS = Access.holding(Permission.USER_MANAGE);
  private static final String USERS = "/api/v1/users";

  private final Registration accounts;
  private final ManageRoles roles;

  public UsersResource(Registration accounts, ManageRoles roles) {
    this.accounts = accounts;
    this.roles = roles;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        post(USERS, ANYONE, this::register),
        get(USERS, ADMINS, this::list),
        get(USERS + "/{id}", ADMINS, this::show),
        patch(USERS + "/{id}", ADMINS, this::change),
        post("/api/v1/staff", ADMINS, this::add));
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
    var given = roles(body.choices("roles", knownRoles()));
    requireSound(body, person);
    var admin = call.caller();
    return call.once(
        asked("add", person, given),
        () ->
            answer(
                accounts.add(person, given, admin.id().toString(), call.origin()),
                AccountJson::forAdmin));
  }

  private void requireSound(Fields body, Person person) {
    body.end();
    body.requireSound(() -> accounts.weakness(person).map(UsersResource::error).stream().toList());
  }

  private static FieldError error(Registration.WeakPassword weak) {
    return new FieldError("password", "weak-password", weak.why());
  }

  private static FieldError error(Registration.UnknownRoles unknown) {
    return new FieldError(
        "roles", "invalid", "No such role: " + String.join(", ", Names.ofRoles(unknown.roles())));
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
      case Registration.UnknownRoles unknown ->
          Answers.of(Problem.invalid(List.of(error(unknown))));
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
    var wish = call.json(this::wish);
    return switch (accounts.change(
        new UserId(call.id()), wish.roles(), wish.active(), call.caller())) {
      case Registration.Changed changed -> Answers.ok(AccountJson.forAdmin(changed.account()));
      case Registration.NoSuchAccount missing -> Answers.of(Answers.notFound());
      case Registration.UnknownRoles unknown ->
          Answers.of(Problem.invalid(List.of(error(unknown))));
    };
  }

  private Wish wish(Fields body) {
    return new Wish(
        body.optionalChoices("roles", knownRoles()).map(UsersResource::roles),
        body.optionalBool("active"));
  }

  /** In the order in which they are told to whoever names another. */
  private Set<String> knownRoles() {
    return roles.all().stream()
        .map(RoleDefinition::role)
        .map(Names::of)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<Role> roles(Set<String> names) {
    return names.stream().map(Names::role).collect(Collectors.toSet());
  }

  private record Wish(Optional<Set<Role>> roles, Optional<Boolean> active) {}
}
