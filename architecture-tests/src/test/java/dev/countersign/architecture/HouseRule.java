package dev.countersign.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import planted.application.KnowsAnAdapter;
import planted.application.TakesByField;
import planted.application.WritesToTheConsole;
import planted.application.WritesToTheJdkLog;
import planted.application.card.CardKnowsCredit;
import planted.application.live.SharedKnowsCard;
import planted.demo.KnowsTheDomain;
import planted.domain.AsksTheWorld;
import planted.domain.KnowsInjection;
import planted.domain.Misnamed;
import planted.domain.left.Left;
import planted.domain.money.SharedKnowsCredit;
import planted.domain.unmarked.Unmarked;
import planted.domain.util.Anything;
import planted.http.CallsADrivenPort;
import planted.http.KnowsAnotherAdapter;
import planted.http.NamesAPartOfADrivenPort;
import planted.http.credit.CreditEndpointKnowsCashback;
import planted.jobs.ReadsAnothersRows;
import planted.messaging.KnowsTheWiring;
import planted.messaging.StartsVirtualThreads;
import planted.persistence.event.SharedRowsKnowCredit;
import planted.postgres.KnowsTheApplication;

/** A rule of the house, for any root package, with the planted classes that break it. */
enum HouseRule {
  THE_DOMAIN_KNOWS_JAVA_ALONE(
      root -> onlyKnows(root, "domain", List.of("domain")), KnowsInjection.class),

  THE_APPLICATION_KNOWS_THE_DOMAIN_AND_INJECTION_ALONE(
      root ->
          onlyKnows(
              root,
              "application",
              List.of("application", "domain"),
              "jakarta.inject",
              "javax.crypto"),
      KnowsAnAdapter.class),

  THE_EMBEDDED_DATABASE_KNOWS_CANONICAL_BYTES_ALONE(
      root ->
          onlyKnows(
              root,
              "postgres",
              List.of("postgres", "domain.canonical"),
              "org.postgresql",
              "org.apache.commons.compress",
              "org.tukaani",
              "com.sun.security.auth"),
      KnowsTheApplication.class),

  THE_DEMO_KNOWS_HTTP_AND_JSON_ALONE(
      root -> onlyKnows(root, "demo", List.of("demo"), "tools.jackson", "com.fasterxml.jackson"),
      KnowsTheDomain.class),

  ADAPTERS_KNOW_NEITHER_ONE_ANOTHER_NOR_THE_WIRING(
      HouseRule::adaptersStandAlone,
      KnowsAnotherAdapter.class,
      KnowsTheWiring.class,
      ReadsAnothersRows.class),

  A_CONTEXT_KNOWS_ITSELF_AND_WHAT_IS_SHARED(
      HouseRule::contextsStandAlone, CardKnowsCredit.class, CreditEndpointKnowsCashback.class),

  WHAT_IS_SHARED_KNOWS_NO_CONTEXT(
      HouseRule::sharedKnowsNoContext,
      SharedKnowsCredit.class,
      SharedKnowsCard.class,
      SharedRowsKnowCredit.class),

  HTTP_KNOWS_NO_DRIVEN_PORT(
      HouseRule::httpCallsUseCases, CallsADrivenPort.class, NamesAPartOfADrivenPort.class),

  PACKAGES_FORM_NO_CYCLE(HouseRule::noCycles, Left.class),

  TIME_IDS_AND_CHANCE_ARE_ARGUMENTS(
      root ->
          noClasses()
              .that()
              .resideInAnyPackage(under(root, "domain"), under(root, "application"))
              .should()
              .accessTargetWhere(describe("asks the world", HouseRule::asksTheWorld)),
      AsksTheWorld.class.getNestMembers()),

  NOTHING_BELOW_THE_WIRING_WRITES_TO_THE_CONSOLE_OR_THE_JDK_LOG(
      root ->
          noClasses()
              .that()
              .resideInAnyPackage(below(root))
              .should()
              .dependOnClassesThat()
              .resideInAPackage("java.util.logging..")
              .orShould()
              .accessTargetWhere(describe("is the console", HouseRule::isTheConsole)),
      WritesToTheConsole.class,
      WritesToTheJdkLog.class),

  /**
   * Virtual threads that give connections back to the pool yield to one another for ever, and those
   * that wait for a connection never run again.
   */
  NO_THREAD_IS_VIRTUAL(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + "..")
              .and()
              .resideOutsideOfPackages(under(root, "testkit"), under(root, "benchmarks"))
              .should()
              .accessTargetWhere(describe("is a virtual thread", HouseRule::isAVirtualThread)),
      StartsVirtualThreads.class),

  A_CLASS_SAYS_WHAT_IT_IS(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + "..")
              .should()
              .haveNameMatching(".+[.$]\\w+(Impl|Manager|Helper|Utils?|Service|DTO|Dto)"),
      Misnamed.class.getDeclaredClasses()),

  A_PACKAGE_IS_A_CONCEPT(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + "..")
              .should()
              .resideInAnyPackage(
                  Stream.of("util", "utils", "impl", "dto", "service", "common", "model", "port")
                      .map(kind -> root + ".." + kind + "..")
                      .toArray(String[]::new)),
      Anything.class),

  A_PACKAGE_IS_NULL_MARKED(
      root -> classes().that().resideInAPackage(root + "..").should(beInANullMarkedPackage()),
      Unmarked.class),

  NOTHING_IS_INJECTED_INTO_A_FIELD(
      root ->
          noFields()
              .that()
              .areDeclaredInClassesThat()
              .resideInAPackage(root + "..")
              .should()
              .beAnnotatedWith(Inject.class),
      TakesByField.class);

  private static final List<String> ADAPTERS =
      List.of("http", "persistence", "messaging", "mail", "webhook", "jobs", "bureau");

  /** The contexts, of which each has a package of its own below a layer's. */
  private static final List<String> CONTEXTS = List.of("credit", "card", "cashback");

  /** Every package right below the root: what the rules speak of, and what they leave alone. */
  static final Set<String> LAYERS =
      Set.of(
          "domain",
          "application",
          "http",
          "postgres",
          "persistence",
          "messaging",
          "mail",
          "webhook",
          "jobs",
          "bureau",
          "demo",
          "bootstrap",
          "testkit",
          "examples",
          "benchmarks");

  private final Function<String, ArchRule> rule;
  private final List<Class<?>> violators;

  HouseRule(Function<String, ArchRule> rule, Class<?>... violators) {
    this.rule = rule;
    this.violators = List.of(violators);
  }

  ArchRule in(String root) {
    return rule.apply(root);
  }

  List<Class<?>> violators() {
    return violators;
  }

  private static ArchRule onlyKnows(
      String root, String layer, List<String> known, String... libraries) {
    var allowed =
        Stream.of(
                known.stream().map(name -> under(root, name)),
                Stream.of(libraries).map(name -> name + ".."),
                Stream.of("java..", "org.jspecify.."))
            .flatMap(names -> names)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(under(root, layer))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static ArchRule adaptersStandAlone(String root) {
    return CompositeArchRule.of(
        ADAPTERS.stream()
            .map(adapter ->
                noClasses()
                    .that()
                    .resideInAPackage(under(root, adapter))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                        Stream.concat(ADAPTERS.stream(), Stream.of("bootstrap"))
                            .filter(other -> !other.equals(adapter))
                            .map(other -> under(root, other))
                            .toArray(String[]::new)))
            .toList());
  }

  /** On whatever layer: a context hears of another one through events alone. */
  private static ArchRule contextsStandAlone(String root) {
    return CompositeArchRule.of(
        CONTEXTS.stream()
            .map(context ->
                noClasses()
                    .that()
                    .resideInAnyPackage(ofContexts(root, List.of(context)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                        ofContexts(
                            root,
                            CONTEXTS.stream().filter(other -> !other.equals(context)).toList()))
                    // Of the contexts to come there are no classes yet.
                    .allowEmptyShould(true))
            .toList());
  }

  /**
   * A layer's root package puts the layer together, so that it sees the contexts; what lies below
   * it and is no context does not.
   */
  private static ArchRule sharedKnowsNoContext(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(below(root))
        .and()
        .resideOutsideOfPackages(ofContexts(root, CONTEXTS))
        .and()
        .resideOutsideOfPackages(
            ADAPTERS.stream().map(adapter -> root + "." + adapter).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ofContexts(root, CONTEXTS));
  }

  /** So that no call gets past authorization, the audit trail and idempotency. */
  private static ArchRule httpCallsUseCases(String root) {
    return noClasses()
        .that()
        .resideInAPackage(under(root, "http"))
        .should()
        .dependOnClassesThat(
            describe("are driven ports, or parts of one", type -> isOfADrivenPort(root, type)));
  }

  private static boolean isOfADrivenPort(String root, JavaClass type) {
    return isDrivenPort(root, type)
        || type.getEnclosingClass().filter(outer -> isOfADrivenPort(root, outer)).isPresent();
  }

  /**
   * Whether a type of the application is implemented by an adapter or, for tests, by the testkit. A
   * port that HTTP is the adapter of is none to HTTP.
   */
  static boolean isDrivenPort(String root, JavaClass type) {
    return isUnder(root + ".application", type)
        && type.isInterface()
        && type.getAllSubclasses().stream()
            .anyMatch(other ->
                Stream.concat(ADAPTERS.stream(), Stream.of("testkit"))
                    .anyMatch(storey -> isUnder(root + "." + storey, other)))
        && type.getAllSubclasses().stream().noneMatch(other -> isUnder(root + ".http", other));
  }

  /** The packages of contexts on every layer below the wiring. */
  private static String[] ofContexts(String root, List<String> contexts) {
    return layers()
        .flatMap(layer -> contexts.stream().map(context -> under(root, layer + "." + context)))
        .toArray(String[]::new);
  }

  private static ArchRule noCycles(String root) {
    return SlicesRuleDefinition.slices().assignedFrom(packagesOf(root)).should().beFreeOfCycles();
  }

  private static String[] below(String root) {
    return layers().map(layer -> under(root, layer)).toArray(String[]::new);
  }

  private static Stream<String> layers() {
    return Stream.concat(Stream.of("domain", "application"), ADAPTERS.stream());
  }

  private static boolean asksTheWorld(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var name = access.getName();
    return (owner.getPackageName().equals("java.time") && name.equals("now"))
        || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
        || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
        || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
        || (owner.isEquivalentTo(Math.class) && name.equals("random"))
        || (owner.isAssignableTo(RandomGenerator.class)
            && Set.of("<init>", "current", "getDefault", "of").contains(name));
  }

  private static boolean isTheConsole(JavaAccess<?> access) {
    return (access.getTargetOwner().isEquivalentTo(System.class)
            && Set.of("out", "err").contains(access.getName()))
        || access.getName().equals("printStackTrace");
  }

  private static boolean isAVirtualThread(JavaAccess<?> access) {
    return access.getName().toLowerCase(Locale.ROOT).contains("virtual")
        && access.getTargetOwner().getPackageName().startsWith("java.");
  }

  private static SliceAssignment packagesOf(String root) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        return isUnder(root, javaClass)
            ? SliceIdentifier.of(javaClass.getPackageName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages under " + root;
      }
    };
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return ArchCondition.from(
        DescribedPredicate.describe(
            "be in a package whose package-info says @NullMarked",
            javaClass -> javaClass.getPackage().isAnnotatedWith(NullMarked.class)));
  }

  private static boolean isUnder(String root, JavaClass javaClass) {
    return (javaClass.getPackageName() + ".").startsWith(root + ".");
  }

  private static String under(String root, String layer) {
    return root + "." + layer + "..";
  }
}
