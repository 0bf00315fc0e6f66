package dev.countersign.http.account;

import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.put;

import dev.countersign.application.account.ManageRoles;
import dev.countersign.application.account.Permission;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.party.Role;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.json.Names;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.util.List;
import java.util.Set;

/** The roles, and what each of them may do. */
public final class RolesResource implements Resource {
  private static final String ROLES = "/api/v1/roles";
  private static final Access ADMINS = Access.holding(Permission.USER_MANAGE);
  private static final int MAX_PERMISSIONS = 100;

  private final ManageRoles roles;

  public RolesResource(ManageRoles roles) {
    this.roles = roles;
  }

  @Override
  public List<Route> routes() {
    return List.of(get(ROLES, ADMINS, this::list), put(ROLES + "/{code}", ADMINS, this::define));
  }

  private Answer list(Call call) {
    return Answers.list(roles.all().stream().map(RoleJson::of).toList());
  }

  private Answer define(Call call) {
    var role = role(call.pathPart("code"));
    var permissions =
        call.json(body ->
            body.values(
                "permissions",
                MAX_PERMISSIONS,
                Permission::new,
                "Name permissions such as user.manage."));
    return call.once(() -> answer(roles.put(new RoleDefinition(role, permissions), call.caller())));
  }

  private static Answer answer(ManageRoles.Outcome outcome) {
    return switch (outcome) {
      case ManageRoles.Saved saved -> Answers.ok(RoleJson.of(saved.definition()));
      case ManageRoles.UnknownPermissions unknown ->
          invalid(
              "permissions",
              "invalid",
              "No such permission: " + String.join(", ", codes(unknown.permissions())) + ".");
      case ManageRoles.NeverTogether never ->
          invalid(
              "permissions",
              "never-together",
              "No role has both %s and %s.".formatted(never.pair().one(), never.pair().other()));
      case ManageRoles.NeverHeldTogether never ->
          invalid(
              "permissions",
              "never-together",
              "Somebody with this role would have both %s and %s."
                  .formatted(never.pair().one(), never.pair().other()));
      case ManageRoles.OwnRole own ->
          Answers.of(
              Problem.of(
                  ProblemType.OWN_ROLE,
                  "You hold the role: leave it to a colleague who does not."));
    };
  }

  private static Role role(String code) {
    try {
      return Names.role(code);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
              List.of(
                  new FieldError(
                      "code",
                      "invalid",
                      "Send 1 to 32 small letters, digits and underscores, a letter first.")))
          .asException();
    }
  }

  private static Answer invalid(String field, String code, String message) {
    return Answers.of(Problem.invalid(List.of(new FieldError(field, code, message))));
  }

  private static List<String> codes(Set<Permission> permissions) {
    return permissions.stream().sorted().map(Permission::value).toList();
  }

  /**
   * @param code in small letters
   */
  private record RoleJson(String code, List<String> permissions) {
    static RoleJson of(RoleDefinition definition) {
      return new RoleJson(Names.of(definition.role()), codes(definition.permissions()));
    }
  }
}
