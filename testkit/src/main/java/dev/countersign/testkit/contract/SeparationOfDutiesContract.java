package dev.countersign.testkit.contract;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static dev.countersign.testkit.RequestStory.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Caller;
import dev.countersign.application.account.Permission;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.request.PermittedMove;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.domain.credit.approval.ApprovalMatrix;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.StageRules;
import dev.countersign.domain.credit.approval.Stages;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.StaffMember;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The separation of duties is written once in the domain and once as a query. Here both are asked
 * of every pair of people and requests that chance brings into being, and must agree.
 */
public abstract class SeparationOfDutiesContract extends PortContract {
  private static final int PEOPLE = 24;
  private static final int REQUESTS = 60;

  /** The second and the third take the same role, and the role of the last decides nothing. */
  private static final Stage TOP = new Stage("TOP");

  private final Random random = new Random(20_260_601);

  /** Of this contract alone, so that nothing else waits for them. */
  private final Role low = role("LOW");

  private final Role high = role("HIGH");
  private final Role top = role("TOP");
  private final Map<Role, Set<Permission>> grants =
      Map.of(
          low,
          Set.of(CreditPermissions.DECIDE, CreditPermissions.READ_ALL),
          high,
          Set.of(CreditPermissions.DECIDE),
          top,
          Set.of(CreditPermissions.READ_ALL),
          Role.APPLICANT,
          Set.of(CreditPermissions.SUBMIT));

  @Test
  final void the_query_and_the_domain_let_the_same_people_decide_the_same_stages() {
    grants.forEach((role, permissions) ->
        on.transactions().run(store -> store.roles().save(new RoleDefinition(role, permissions))));
    var cast = IntStream.range(0, PEOPLE).mapToObj(this::registered).toList();
    var policy = policy();
    var unused = PolicyInForce.put(on.policies(), policy, now);
    var stories = IntStream.range(0, REQUESTS).mapToObj(i -> lived(policy, cast)).toList();
    var met = EnumSet.noneOf(Pair.class);

    cast.forEach(person -> {
      var someone = changed(person);
      var shown =
          on.views().waitingFor(person.id()).stream()
              .map(RequestView::id)
              .collect(Collectors.toSet());
      for (var story : stories) {
        var pairs = pairs(someone, story);
        assertThat(shown.contains(story.id()))
            .as("%s is shown %s, and the domain says %s", someone, story.request(), pairs)
            .isEqualTo(pairs.contains(Pair.ELIGIBLE));
        assertThat(offered(someone, story).contains(PermittedMove.APPROVE))
            .as("%s is offered %s, and the domain says %s", someone, story.request(), pairs)
            .isEqualTo(pairs.contains(Pair.ELIGIBLE) && !pairs.contains(Pair.HELD_BY_ANOTHER));
        met.addAll(pairs);
      }
    });

    assertThat(met).containsExactly(Pair.values());
  }

  /** What a person and a request are to each other. Chance brings about each of these. */
  private enum Pair {
    ELIGIBLE,
    ELIGIBLE_AS_LEVEL_ABOVE,
    HELD_BY_THEM,
    HELD_BY_ANOTHER,
    OWN_REQUEST,
    WRONG_STAGE,
    SAME_PERSON_TWICE,
    DISABLED,
    NOT_OPEN
  }

  private Set<Pair> pairs(Account someone, RequestStory story) {
    if (!(story.request() instanceof InApproval request)) {
      return EnumSet.of(Pair.NOT_OPEN);
    }
    var deciding =
        someone.active()
            ? CreditPermissions.decider(caller(someone))
            : new StaffMember(someone.id(), Set.of());
    var pairs =
        switch (request.duties().objectionTo(deciding).orElse(null)) {
          case null -> EnumSet.of(Pair.ELIGIBLE);
          case Refusal.OwnRequest own -> EnumSet.of(Pair.OWN_REQUEST);
          case Refusal.WrongStage wrong -> EnumSet.of(Pair.WRONG_STAGE);
          case Refusal.SamePersonTwice twice -> EnumSet.of(Pair.SAME_PERSON_TWICE);
        };
    if (pairs.contains(Pair.ELIGIBLE) && !deciding.is(request.open().role())) {
      pairs.add(Pair.ELIGIBLE_AS_LEVEL_ABOVE);
    }
    if (!someone.active() && someone.roles().contains(request.open().role())) {
      pairs.add(Pair.DISABLED);
    }
    request
        .open()
        .holder()
        .map(holder -> holder.equals(someone.id()) ? Pair.HELD_BY_THEM : Pair.HELD_BY_ANOTHER)
        .ifPresent(pairs::add);
    return pairs;
  }

  private Set<PermittedMove> offered(Account someone, RequestStory story) {
    return someone.active()
        ? PermittedMove.of(on.views().find(story.id()).orElseThrow(), caller(someone))
        : Set.of();
  }

  private Caller caller(Account someone) {
    return new Caller(
        someone.id(),
        someone.username(),
        someone.roles().stream()
            .collect(
                Collectors.toMap(Function.identity(), role -> grants.getOrDefault(role, Set.of()))),
        new SessionId(someone.id().value()),
        new Origin("127.0.0.1"));
  }

  private Role role(String stage) {
    return new Role(
        stage + "_" + Long.toString(random.nextLong(1L << 40), 36).toUpperCase(Locale.ROOT));
  }

  private Person registered(int number) {
    var id = IDS.next(now);
    var person = new Person(new UserId(id), "someone-" + id, Set.of(Role.APPLICANT));
    var unused = inTransaction(store -> store.accounts().add(person.account(now)));
    return person;
  }

  /** Whatever they were before, they have other roles now, and one in five has left. */
  private Account changed(Person person) {
    var roles =
        Stream.of(Role.APPLICANT, low, high, top)
            .filter(role -> random.nextBoolean())
            .toArray(Role[]::new);
    var account = person.as(roles).account(now).with(Set.of(roles), random.nextInt(5) > 0);
    on.transactions().run(store -> store.accounts().save(account));
    return account;
  }

  private CreditPolicy policy() {
    var escalation = Optional.of(new StageRules.Escalation(12, 32));
    return aPolicy()
        .named("duties-" + low)
        .withStages(
            Stages.of(
                new StageRules(StandardPolicy.ANALYST, low, 16, escalation),
                new StageRules(StandardPolicy.MANAGER, high, 16, escalation),
                new StageRules(StandardPolicy.DIRECTOR, high, 16, escalation),
                new StageRules(TOP, top, 16, escalation)),
            new ApprovalMatrix(
                List.of(),
                Route.of(
                    StandardPolicy.ANALYST, StandardPolicy.MANAGER, StandardPolicy.DIRECTOR, TOP)))
        .build();
  }

  /** A request that anybody may have moved, within the rules, in the roles of that day. */
  private RequestStory lived(CreditPolicy policy, List<Person> cast) {
    var story =
        aRequest()
            .identifiedBy(IDS)
            .at(now)
            .under(policy)
            .by(oneOf(cast))
            .proposing(aProposal().of("20000.00"))
            .analysed();
    for (int moves = random.nextInt(7); moves > 0; moves--) {
      story = moved(story, oneOf(cast).as(low, high, top));
    }
    var whole = random.nextInt(8) == 0 ? story.withdrawn() : story;
    return whole.savedIn(on.transactions());
  }

  private RequestStory moved(RequestStory story, Person person) {
    var request = story.as(InApproval.class);
    boolean mayDecide =
        request.duties().objectionTo(person.staff()).isEmpty()
            && request.open().holder().filter(holder -> !holder.equals(person.id())).isEmpty();
    return switch (random.nextInt(5)) {
      case 0 ->
          request.open().escalatedTo().isEmpty() && !request.open().stage().equals(TOP)
              ? story.escalated()
              : story;
      case 1 -> mayDecide && request.open().holder().isEmpty() ? story.claimedBy(person) : story;
      case 2 ->
          mayDecide
              ? story.referredBy(person, "Why?").revised(aProposal().of("21000.00")).analysed()
              : story;
      default ->
          mayDecide && !request.open().stage().equals(TOP) ? story.approvedBy(person) : story;
    };
  }

  private Person oneOf(List<Person> cast) {
    return cast.get(random.nextInt(cast.size()));
  }
}
