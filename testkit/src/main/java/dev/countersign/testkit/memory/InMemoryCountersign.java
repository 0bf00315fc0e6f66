package dev.countersign.testkit.memory;

import dev.countersign.application.account.AcceptUser;
import dev.countersign.application.account.AccountStore;
import dev.countersign.application.account.AddStaff;
import dev.countersign.application.account.AddStaffHandler;
import dev.countersign.application.account.AuthenticateCaller;
import dev.countersign.application.account.Authentication;
import dev.countersign.application.account.ChangeUser;
import dev.countersign.application.account.ChangeUserHandler;
import dev.countersign.application.account.InstallAccounts;
import dev.countersign.application.account.ManageRoles;
import dev.countersign.application.account.OwnAccount;
import dev.countersign.application.account.PasswordHasher;
import dev.countersign.application.account.PasswordStrength;
import dev.countersign.application.account.PasswordStrength.Guessability;
import dev.countersign.application.account.ReadUsers;
import dev.countersign.application.account.RegisterUser;
import dev.countersign.application.account.RegisterUserHandler;
import dev.countersign.application.account.SetPreferences;
import dev.countersign.application.account.SetPreferencesHandler;
import dev.countersign.application.account.TokenIssuer;
import dev.countersign.application.audit.browse.BrowseAudit;
import dev.countersign.application.credit.analysis.AnalysisProgress;
import dev.countersign.application.credit.analysis.FactFinding;
import dev.countersign.application.credit.analysis.FactSource;
import dev.countersign.application.credit.analysis.PropertyValuation;
import dev.countersign.application.credit.analysis.SetBureauRecord;
import dev.countersign.application.credit.analysis.SetBureauRecordHandler;
import dev.countersign.application.credit.analysis.SimulatedBureau;
import dev.countersign.application.credit.policy.InstallPolicy;
import dev.countersign.application.credit.policy.PublishPolicy;
import dev.countersign.application.credit.policy.PublishPolicyHandler;
import dev.countersign.application.credit.policy.ReadPolicies;
import dev.countersign.application.credit.repayment.PreviewSchedule;
import dev.countersign.application.credit.request.AnalyseCreditRequest;
import dev.countersign.application.credit.request.AnalyseCreditRequestHandler;
import dev.countersign.application.credit.request.AnalyseWhenSubmitted;
import dev.countersign.application.credit.request.CheckProposal;
import dev.countersign.application.credit.request.CheckProposalHandler;
import dev.countersign.application.credit.request.CreditEvents;
import dev.countersign.application.credit.request.CreditStore;
import dev.countersign.application.credit.request.DecideStage;
import dev.countersign.application.credit.request.DecideStageHandler;
import dev.countersign.application.credit.request.HoldStage;
import dev.countersign.application.credit.request.HoldStageHandler;
import dev.countersign.application.credit.request.PassDeadline;
import dev.countersign.application.credit.request.PassDeadlineHandler;
import dev.countersign.application.credit.request.ReadCreditRequests;
import dev.countersign.application.credit.request.RequestAudience;
import dev.countersign.application.credit.request.ReviseCreditRequest;
import dev.countersign.application.credit.request.ReviseCreditRequestHandler;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.application.credit.request.SubmitCreditRequestHandler;
import dev.countersign.application.credit.request.WithdrawCreditRequest;
import dev.countersign.application.credit.request.WithdrawCreditRequestHandler;
import dev.countersign.application.event.EventSubscriber;
import dev.countersign.application.event.OncePerEvent;
import dev.countersign.application.event.Outbox.Entry;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.application.idempotency.IdempotentCommands;
import dev.countersign.application.notification.Email;
import dev.countersign.application.notification.EmailComposer;
import dev.countersign.application.notification.EmailQueue;
import dev.countersign.application.notification.Mailer;
import dev.countersign.application.notification.ManageEmails;
import dev.countersign.application.notification.NotificationStore;
import dev.countersign.application.notification.NotifyConcerned;
import dev.countersign.application.notification.OwnNotifications;
import dev.countersign.application.notification.SendEmails;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.webhook.ManageWebhooks;
import dev.countersign.application.webhook.QueueDeliveries;
import dev.countersign.application.webhook.WebhookSecret;
import dev.countersign.application.webhook.WebhookSender;
import dev.countersign.application.webhook.WebhookStore;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.FastPasswords;
import dev.countersign.testkit.GuessableTokens;
import dev.countersign.testkit.InitialRoles;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.People;
import dev.countersign.testkit.SequentialIds;
import dev.countersign.testkit.WholeStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The whole system in memory: every use case, on ports that forget everything when the process
 * ends. Events wait until {@link #deliver()} is called; nothing happens behind the caller's back.
 */
public final class InMemoryCountersign {
  private static final EmailComposer EMAIL_TEXTS =
      (notification, recipient) ->
          new Email.Content(notification.type(), recipient.locale(), "<p>" + recipient.locale());

  private static final PasswordStrength UNGUESSABLE = (password, personal) -> Guessability.STRONG;

  private static final int BATCH = 100;
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Ids ids = new SequentialIds();
  private final PasswordHasher passwords = new FastPasswords();
  private final TokenIssuer guessable = new GuessableTokens();
  private final Clock clock;
  private final InMemoryDatabase database;
  private final Transactions<CreditStore> credit;
  private final Transactions<AccountStore> accounts;
  private final Transactions<NotificationStore> notifications;
  private final Transactions<WebhookStore> webhooks;
  private final List<FactSource<?>> sources;
  private AnalysisProgress progress = (request, applicant, finding) -> {};

  /** On the standard policy and with the simulated bureau. */
  public InMemoryCountersign(Clock clock) {
    this(clock, StandardPolicy.get(), new InMemoryDatabase(clock));
  }

  private InMemoryCountersign(Clock clock, CreditPolicy policy, InMemoryDatabase database) {
    this(
        clock,
        policy,
        database,
        List.of(new SimulatedBureau(database.bureauRecords()), PropertyValuation.declared()));
  }

  /** On a policy and sources of one's own. */
  public InMemoryCountersign(Clock clock, CreditPolicy policy, FactSource<?>... sources) {
    this(clock, policy, new InMemoryDatabase(clock), List.of(sources));
  }

  private InMemoryCountersign(
      Clock clock, CreditPolicy policy, InMemoryDatabase database, List<FactSource<?>> sources) {
    this.clock = clock;
    this.database = database;
    this.credit = database.transactions(store -> store);
    this.accounts = database.transactions(store -> store);
    this.notifications = database.transactions(store -> store);
    this.webhooks = database.transactions(store -> store);
    this.sources = sources;
    var unused = installPolicy().handle(Optional.of(policy));
  }

  public InstallPolicy installPolicy() {
    return new InstallPolicy(database.transactions(store -> store), database.policies(), clock);
  }

  public PublishPolicy publishPolicy() {
    return new PublishPolicyHandler(
        database.transactions(store -> store), database.policies(), clock);
  }

  /** At an instant that stays until the clock is moved. */
  public static InMemoryCountersign at(Instant now) {
    return new InMemoryCountersign(MutableClock.at(now));
  }

  /**
   * Hands every waiting event to its subscribers, and those that follow from them, until none is
   * left.
   *
   * @return how many were delivered
   */
  public int deliver() {
    int delivered = 0;
    for (var batch = lease(); !batch.isEmpty(); batch = lease()) {
      for (var entry : batch) {
        subscribers().forEach(subscriber -> subscriber.on(entry.event()));
      }
      database.outbox().settle(batch.stream().map(Settlement::delivered).toList());
      delivered += batch.size();
    }
    return delivered;
  }

  private List<Entry> lease() {
    return database.outbox().lease(BATCH, LEASE);
  }

  /** Has the progress of analyses sent to someone. */
  public void tellProgressTo(AnalysisProgress listener) {
    progress = listener;
  }

  /** Who wants to know of events. */
  public List<EventSubscriber> subscribers() {
    return List.of(
        new AnalyseWhenSubmitted(analyse()),
        new OncePerEvent<>(
            "notifications",
            notifications,
            clock,
            new NotifyConcerned(
                ids,
                CreditEventsInTests.REGISTRY,
                Map.of(
                    CreditEvents.CONTEXT,
                    new RequestAudience(database.requestViews(), database.policies())),
                EmailQueue.toSend(EMAIL_TEXTS))),
        new QueueDeliveries(webhooks, CreditEventsInTests.REGISTRY, ids, clock));
  }

  public Clock clock() {
    return clock;
  }

  /** From which everything here gets its ids. */
  public Ids ids() {
    return ids;
  }

  /** The cast of a test, registered and ready to act. */
  public People people() {
    return People.strangers(ids, clock.instant()).registeredIn(database, clock.instant());
  }

  /** Every port, to look into or to write to directly. */
  public InMemoryDatabase database() {
    return database;
  }

  public SubmitCreditRequest submit() {
    return new SubmitCreditRequestHandler(credit, database.policies(), ids, clock);
  }

  public AnalyseCreditRequest analyse() {
    return new AnalyseCreditRequestHandler(
        credit, database.policies(), new FactFinding(sources, threads), progress, clock);
  }

  public DecideStage decide() {
    return new DecideStageHandler(credit, database.policies(), clock);
  }

  public HoldStage hold() {
    return new HoldStageHandler(credit, database.policies(), clock);
  }

  public ReviseCreditRequest revise() {
    return new ReviseCreditRequestHandler(credit, database.policies(), clock);
  }

  public WithdrawCreditRequest withdraw() {
    return new WithdrawCreditRequestHandler(credit, clock);
  }

  public PassDeadline passDeadline() {
    return new PassDeadlineHandler(credit, database.policies(), clock);
  }

  public ReadCreditRequests read() {
    return new ReadCreditRequests(database.requestViews(), database.policies(), clock);
  }

  public SetBureauRecord setBureauRecord() {
    return new SetBureauRecordHandler(database.transactions(store -> store), clock);
  }

  public ReadPolicies policies() {
    return new ReadPolicies(database.policies(), clock);
  }

  public BrowseAudit audit() {
    return new BrowseAudit(database.auditViews());
  }

  public CheckProposal checkProposal() {
    return new CheckProposalHandler(read(), database.policies(), clock);
  }

  public OwnNotifications notifications() {
    return new OwnNotifications(notifications, clock);
  }

  public ManageEmails emails() {
    return new ManageEmails(notifications, clock);
  }

  /** Webhooks with a secret that anybody can guess. */
  public ManageWebhooks webhooks(WebhookSender sender) {
    return new ManageWebhooks(
        webhooks,
        sender,
        () -> WebhookSecret.of(new byte[24]),
        CreditEventsInTests.REGISTRY,
        ids,
        clock);
  }

  public SendEmails sendEmails(Mailer mailer) {
    return new SendEmails(notifications, mailer, clock);
  }

  public PreviewSchedule preview() {
    return new PreviewSchedule(database.policies(), clock);
  }

  public IdempotentCommands oncePerKey() {
    return new IdempotentCommands(database.transactions(WholeStore::answers), clock);
  }

  public AcceptUser acceptUser() {
    return new AcceptUser(passwords, UNGUESSABLE);
  }

  public RegisterUser registerUser() {
    return new RegisterUserHandler(accounts, ids, clock);
  }

  public AddStaff addStaff() {
    return new AddStaffHandler(accounts, ids, InitialRoles.CATALOG, clock);
  }

  public ChangeUser changeUser() {
    return new ChangeUserHandler(accounts, InitialRoles.CATALOG, clock);
  }

  public OwnAccount ownAccount() {
    return new OwnAccount(accounts, passwords, UNGUESSABLE, clock);
  }

  public SetPreferences setPreferences() {
    return new SetPreferencesHandler(accounts, clock);
  }

  public ReadUsers readUsers() {
    return new ReadUsers(accounts);
  }

  public InstallAccounts installAccounts() {
    return new InstallAccounts(accounts, passwords, ids, clock);
  }

  public ManageRoles roles() {
    return new ManageRoles(accounts, InitialRoles.CATALOG, clock);
  }

  public AuthenticateCaller authenticate() {
    return new AuthenticateCaller(database.liveSessions(), accounts, clock);
  }

  /** With tokens that anyone could guess. */
  public Authentication authentication() {
    return authentication(guessable);
  }

  public Authentication authentication(TokenIssuer issuer) {
    return new Authentication(accounts, passwords, issuer, ids, clock);
  }
}
