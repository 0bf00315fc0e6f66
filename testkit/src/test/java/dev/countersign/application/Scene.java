package dev.countersign.application;

import static dev.countersign.testkit.RequestStory.aRequest;

import dev.countersign.application.account.AcceptUser;
import dev.countersign.application.account.AcceptedUser;
import dev.countersign.application.account.Authentication;
import dev.countersign.application.account.NewUser;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.audit.browse.AuditQuery;
import dev.countersign.application.audit.browse.AuditView;
import dev.countersign.application.credit.request.HistoryEntry;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.People;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.RequestStory.Draft;
import dev.countersign.testkit.Situation;
import dev.countersign.testkit.memory.InMemoryCountersign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The system in memory with its cast, on a Monday at noon. */
public record Scene(InMemoryCountersign system, People people) {
  public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  public static Scene atNoon() {
    return of(InMemoryCountersign.at(NOON));
  }

  public static Scene of(InMemoryCountersign system) {
    return new Scene(system, system.people());
  }

  public MutableClock clock() {
    return (MutableClock) system.clock();
  }

  /** A request of Ada's, submitted two hours ago. */
  public Draft aRequestOfAda() {
    return aRequest()
        .by(people.ada())
        .identifiedBy(system.ids())
        .under(system.database().policies().inForceAt(NOON).policy())
        .at(NOON.minusSeconds(7_200));
  }

  public RequestStory given(Situation situation) {
    return given(situation.of(aRequestOfAda(), people));
  }

  public RequestStory given(RequestStory story) {
    return story.savedIn(system.database());
  }

  public CreditRequest request(CreditRequestId id) {
    return system.database().inTransaction(store -> store.requests().find(id)).orElseThrow();
  }

  public RequestView view(CreditRequestId id) {
    return system.database().requestViews().find(id).orElseThrow();
  }

  /** Someone whose password was accepted, about to be registered. */
  public AcceptedUser accepted(String username, String password) {
    return accepted(new NewUser(username, password, "Zoë Zoo", username + "@example.org", "en"));
  }

  /** The same for anyone. */
  public AcceptedUser accepted(NewUser user) {
    return switch (system.acceptUser().handle(user)) {
      case AcceptUser.Accepted accepted -> accepted.user();
      case AcceptUser.WeakPassword weak -> throw new AssertionError(weak);
    };
  }

  public boolean canLogIn(String username, String password) {
    return system.authentication().logIn(username, password, Origin.INTERNAL)
        instanceof Authentication.LoggedIn;
  }

  /** All that is kept about a request. */
  public Traces traces(CreditRequestId id) {
    return new Traces(
        request(id),
        system.database().requestViews().history(id),
        audit(Optional.of("credit-request/" + id)));
  }

  /** Newest first. */
  public List<AuditEntry> audit(Optional<String> subject) {
    return system
        .database()
        .auditViews()
        .browse(
            new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                subject,
                Optional.empty(),
                Optional.empty(),
                100,
                Optional.empty()))
        .items()
        .stream()
        .map(AuditView::entry)
        .toList();
  }

  /** The request, its events and its audit entries. */
  public record Traces(CreditRequest request, List<HistoryEntry> history, List<AuditEntry> audit) {}
}
