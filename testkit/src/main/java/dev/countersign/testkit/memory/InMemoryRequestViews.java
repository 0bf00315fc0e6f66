package dev.countersign.testkit.memory;

import dev.countersign.application.account.Account;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.request.HistoryEntry;
import dev.countersign.application.credit.request.RequestQuery;
import dev.countersign.application.credit.request.RequestSummary;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.application.credit.request.RequestViews;
import dev.countersign.application.store.Page;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.party.StaffMember;
import dev.countersign.domain.party.UserId;
import dev.countersign.domain.text.SearchTerms;
import dev.countersign.testkit.memory.InMemoryDatabase.Proposed;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

record InMemoryRequestViews(InMemoryDatabase database) implements RequestViews {
  private static final int MAX_WAITING = 200;
  private static final int MAX_HISTORY = 1_000;

  /** As text: {@link UUID} itself compares with a sign. */
  private static final Comparator<RequestView> BY_ID =
      Comparator.comparing(view -> view.id().toString());

  private static final Comparator<RequestView> BY_DEADLINE =
      Comparator.<RequestView, Instant>comparing(view -> view.open().orElseThrow().deadline())
          .thenComparing(BY_ID);

  @Override
  public Optional<RequestView> find(CreditRequestId id) {
    return database.read(() -> database.requests.find(database.reader(), id).map(this::view));
  }

  @Override
  public Page<RequestView> browse(RequestQuery query) {
    var below = query.after().map(UUID::fromString).map(UUID::toString);
    return database.read(() ->
        Page.of(
            views()
                .filter(
                    view -> below.map(id -> view.id().toString().compareTo(id) < 0).orElse(true))
                .filter(view -> matches(view, query))
                .sorted(BY_ID.reversed())
                .limit(query.limit() + 1L)
                .toList(),
            query.limit(),
            view -> view.id().toString()));
  }

  @Override
  public List<HistoryEntry> history(CreditRequestId id) {
    return database.read(() ->
        database.events.rows(database.reader()).stream()
            .map(OutboxEvent::event)
            .filter(event -> event.stream().equals(id.stream()))
            .map(event -> HistoryEntry.of(event, this::username))
            .limit(MAX_HISTORY)
            .toList());
  }

  @Override
  public Optional<AnalysisRecord> analysis(CreditRequestId id, Optional<Revision> at) {
    return database.read(() -> at.isPresent() ? inForce(id, at.get()) : latest(id));
  }

  private Optional<AnalysisRecord> latest(CreditRequestId id) {
    return database.analyses.rows(database.reader()).stream()
        .filter(record -> record.request().equals(id))
        .max(Comparator.comparing(AnalysisRecord::revision));
  }

  private Optional<AnalysisRecord> inForce(CreditRequestId id, Revision at) {
    int current =
        database.requests.find(database.reader(), id).map(it -> it.revision().value()).orElse(0);
    for (int revision = at.value(); 0 < revision && revision <= current; revision--) {
      var proposed = new Proposed(id, new Revision(revision));
      if (database.proposals.find(database.reader(), proposed).isPresent()) {
        return database.analyses.find(database.reader(), proposed);
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<RepaymentSchedule> schedule(CreditRequestId id) {
    return database.read(() ->
        database
            .requests
            .find(database.reader(), id)
            .flatMap(request ->
                request instanceof CreditRequest.Granted granted
                    ? Optional.of(granted.schedule())
                    : Optional.empty()));
  }

  @Override
  public Optional<Due> due(CreditRequestId id) {
    return database.read(() ->
        database
            .requests
            .find(database.reader(), id)
            .flatMap(request ->
                request instanceof CreditRequest.Waiting waiting
                    ? Optional.of(waiting.due())
                    : Optional.empty()));
  }

  @Override
  public List<RequestView> waitingFor(UserId person) {
    return database.read(() -> {
      var decider = decider(person);
      var waiting =
          views()
              .filter(view ->
                  view.open()
                      .filter(open -> view.duties(open).objectionTo(decider).isEmpty())
                      .isPresent())
              .sorted(BY_DEADLINE)
              .collect(Collectors.partitioningBy(view -> view.isHeldBy(person)));
      return waiting.values().stream()
          .flatMap(part -> part.stream().limit(MAX_WAITING))
          .sorted(BY_DEADLINE)
          .toList();
    });
  }

  private StaffMember decider(UserId person) {
    var reader = database.reader();
    var roles =
        database.accounts.find(reader, person).filter(Account::active).stream()
            .flatMap(account -> account.roles().stream())
            .filter(role ->
                database
                    .roles
                    .find(reader, role)
                    .filter(it -> it.permissions().contains(CreditPermissions.DECIDE))
                    .isPresent())
            .collect(Collectors.toSet());
    return new StaffMember(person, roles);
  }

  @Override
  public RequestSummary summary(RequestQuery.Range<Instant> submitted) {
    return database.read(() -> {
      var counted = views().filter(view -> isWithin(view.submittedAt(), submitted)).toList();
      return new RequestSummary(
          counted.size(),
          this.<Status>count(counted, view -> Stream.of(view.status())),
          this.<Stage>count(
              counted, view -> view.open().stream().map(RequestView.OpenStageView::stage)),
          this.<ProductCode>count(counted, view -> Stream.of(view.product())));
    });
  }

  private <K> Map<K, Long> count(
      List<RequestView> views, Function<RequestView, Stream<K>> belongsTo) {
    var counts = new HashMap<K, Long>();
    views.stream().flatMap(belongsTo).forEach(key -> counts.merge(key, 1L, Long::sum));
    return counts;
  }

  private static boolean matches(RequestView view, RequestQuery query) {
    var amount = view.amount().toDecimal();
    return query.applicant().map(view.applicant().id()::equals).orElse(true)
        && query.status().map(status -> view.status() == status).orElse(true)
        && query.user().map(user -> isOf(view.applicant(), user)).orElse(true)
        && query.product().map(view.product()::equals).orElse(true)
        && query
            .stage()
            .map(stage -> view.open().filter(open -> open.stage().equals(stage)).isPresent())
            .orElse(true)
        && isWithin(view.submittedAt(), query.submitted())
        && query.currency().map(view.amount().currency()::equals).orElse(true)
        && query.amount().least().map(least -> amount.compareTo(least) >= 0).orElse(true)
        && query.amount().most().map(most -> amount.compareTo(most) <= 0).orElse(true)
        && query.text().map(text -> isFound(text, textOf(view))).orElse(true);
  }

  private static boolean isOf(RequestView.Person applicant, String user) {
    return applicant.username().equalsIgnoreCase(user) || applicant.id().toString().equals(user);
  }

  private static boolean isWithin(Instant instant, RequestQuery.Range<Instant> range) {
    return range.least().map(first -> !instant.isBefore(first)).orElse(true)
        && range.most().map(end -> instant.isBefore(end)).orElse(true);
  }

  private static boolean isFound(String sought, String text) {
    var words = SearchTerms.of(sought);
    return !words.isEmpty() && SearchTerms.of(text).containsAll(words);
  }

  private static String textOf(RequestView view) {
    return view.purpose() + " " + view.product() + " " + view.applicant().username();
  }

  private Stream<RequestView> views() {
    return database.requests.rows(database.reader()).stream().map(this::view);
  }

  private RequestView view(CreditRequest request) {
    var reader = database.reader();
    var proposed = new Proposed(request.dossier().id(), request.progress().proposed());
    return RequestView.of(
        request,
        database.proposals.find(reader, proposed).orElseThrow().purpose(),
        database.analyses.find(reader, proposed).map(AnalysisRecord::analysis),
        this::username);
  }

  private String username(UserId id) {
    return database
        .accounts
        .find(database.reader(), id)
        .map(Account::username)
        .orElseThrow(() -> new IllegalStateException("nobody has the id " + id));
  }
}
