package dev.countersign.http.account;

import static dev.countersign.http.access.Access.ANYONE;
import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.patch;
import static dev.countersign.http.exchange.Route.post;

import dev.countersign.application.account.AcceptUser;
import dev.countersign.application.account.AcceptedUser;
import dev.countersign.application.account.Account;
import dev.countersign.application.account.AddStaff;
import dev.countersign.application.account.AddressTaken;
import dev.countersign.application.account.ChangeUser;
import dev.countersign.application.account.LastAdmin;
import dev.countersign.application.account.ManageRoles;
import dev.countersign.application.account.NewUser;
import dev.countersign.application.account.Permission;
import dev.countersign.application.account.ReadUsers;
import dev.countersign.application.account.RegisterUser;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.account.SeparatedPermissions;
import dev.countersign.application.account.UnknownRoles;
import dev.countersign.application.account.UsernameTaken;
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

  private final AcceptUser accept;
  private final RegisterUser register;
  private final AddStaff add;
  private final ChangeUser change;
  private final ReadUsers users;
  private final ManageRoles roles;

  public UsersResource(
      AcceptUser accept,
      RegisterUser register,
      AddStaff add,
      ChangeUser change,
      ReadUsers users,
      ManageRoles roles) {
    this.accept = accept;
    this.register = register;
    this.add = add;
    this.change = change;
    this.users = users;
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
    var person = NewUserReader.read(body);
    requireSound(body, person);
    var asked = asked("register", person, Set.of(Role.APPLICANT));
    return accepted(
        person,
        user ->
            call.once(
                asked,
                () -> answer(register.handle(new RegisterUser.Command(user, call.origin())))));
  }

  private static Answer answer(RegisterUser.Outcome outcome) {
    return switch (outcome) {
      case RegisterUser.Registered registered ->
          created(registered.account(), AccountJson::registered);
      case UsernameTaken taken -> usernameTaken();
      case AddressTaken taken -> addressTaken();
    };
  }

  private Answer add(Call call) {
    var body = call.fields();
    var person = NewUserReader.read(body);
    var given = roles(body.choices("roles", knownRoles()));
    requireSound(body, person);
    return accepted(
        person,
        user ->
            call.once(
                asked("add", person, given),
                () -> answer(add.handle(new AddStaff.Command(user, given, call.caller())))));
  }

  private static Answer answer(AddStaff.Outcome outcome) {
    return switch (outcome) {
      case AddStaff.Added added -> created(added.account(), AccountJson::forAdmin);
      case UsernameTaken taken -> usernameTaken();
      case AddressTaken taken -> addressTaken();
      case UnknownRoles unknown -> Answers.of(Problem.invalid(List.of(error(unknown))));
      case SeparatedPermissions both -> Answers.of(Problem.invalid(List.of(error(both))));
    };
  }

  /** Goes on with someone whose password is good; it is hashed before any transaction begins. */
  private Answer accepted(NewUser person, Function<AcceptedUser, Answer> command) {
    return switch (accept.handle(person)) {
      case AcceptUser.Accepted accepted -> command.apply(accepted.user());
      case AcceptUser.WeakPassword weak -> Answers.of(Problem.invalid(List.of(error(weak))));
    };
  }

  private void requireSound(Fields body, NewUser person) {
    body.end();
    body.requireSound(() -> accept.weakness(person).map(UsersResource::error).stream().toList());
  }

  static FieldError error(AcceptUser.WeakPassword weak) {
    return new FieldError("password", "weak-password", weak.why());
  }

  private static FieldError error(UnknownRoles unknown) {
    return new FieldError(
        "roles", "invalid", "No such role: " + String.join(", ", Names.ofRoles(unknown.roles())));
  }

  private static FieldError error(SeparatedPermissions both) {
    return new FieldError(
        "roles",
        "never-together",
        "Nobody has both %s and %s, by whatever roles."
            .formatted(both.pair().one(), both.pair().other()));
  }

  /** All that is asked but the password, of which not even a hash may be kept with the key. */
  private static String asked(String what, NewUser person, Set<Role> roles) {
    return String.join(
        "\n",
        what,
        person.username(),
        person.fullName(),
        person.email(),
        person.locale(),
        roles.stream().sorted().toList().toString());
  }

  private static Answer created(Account account, Function<Account, AccountJson> written) {
    return Answers.created(written.apply(account), USERS + "/" + account.id(), Map.of());
  }

  private static Answer usernameTaken() {
    return Answers.of(Problem.of(ProblemType.USERNAME_TAKEN, "Choose another username."));
  }

  static Answer addressTaken() {
    return Answers.of(
        Problem.of(
            ProblemType.EMAIL_TAKEN, "An e-mail address belongs to one account: use another."));
  }

  private Answer list(Call call) {
    var query = call.query();
    int limit = query.limit();
    var after = query.cursor();
    query.end();
    return Answers.page(
        query, () -> users.browse(limit, after, call.caller()), AccountJson::forAdmin);
  }

  private Answer show(Call call) {
    return users
        .find(new UserId(call.id()), call.caller())
        .map(account -> Answers.ok(AccountJson.forAdmin(account)))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private Answer change(Call call) {
    var wish = call.json(this::wish);
    var command =
        new ChangeUser.Command(new UserId(call.id()), wish.roles(), wish.active(), call.caller());
    return call.once(() -> answer(change.handle(command)));
  }

  private static Answer answer(ChangeUser.Outcome outcome) {
    return switch (outcome) {
      case ChangeUser.Changed changed -> Answers.ok(AccountJson.forAdmin(changed.account()));
      case ChangeUser.NotFound missing -> Answers.of(Answers.notFound());
      case UnknownRoles unknown -> Answers.of(Problem.invalid(List.of(error(unknown))));
      case SeparatedPermissions both -> Answers.of(Problem.invalid(List.of(error(both))));
      case ChangeUser.OwnRoles own ->
          Answers.of(
              Problem.of(ProblemType.OWN_ROLE, "It is your account: leave it to a colleague."));
      case LastAdmin last ->
          Answers.of(
              Problem.of(
                  ProblemType.LAST_ADMIN,
                  "Nobody else could manage accounts: name another first."));
    };
  }

  private Wish wish(Fields body) {
    return new Wish(
        body.optionalChoices("roles", knownRoles()).map(UsersResource::roles),
        body.optionalBool("active"));
  }

  /** In the order in which they are listed in a refusal of another. */
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
