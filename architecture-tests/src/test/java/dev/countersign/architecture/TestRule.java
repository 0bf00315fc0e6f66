package dev.countersign.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.countersign.testkit.Await;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import planted.tests.ExpectsAnyFailure;
import planted.tests.ParksItself;
import planted.tests.Sleeps;
import planted.tests.WaitsForEver;
import planted.tests.WaitsTooShort;

/** A rule for the tests of every module, with the planted classes that break it. */
enum TestRule {
  NO_TEST_WAITS_FOR_A_TIME(
      noClasses().should().accessTargetWhere(describe("lets time pass", TestRule::letsTimePass)),
      Sleeps.class,
      ParksItself.class),

  /** So that there is one place that says how long a busy machine may take. */
  EVERY_WAIT_ENDS_WHERE_AWAIT_SAYS(
      noClasses()
          .that()
          .doNotBelongToAnyOf(Await.class)
          .should()
          .accessTargetWhere(describe("waits for another thread", TestRule::waits)),
      WaitsForEver.class,
      WaitsTooShort.class),

  EVERY_EXPECTED_FAILURE_HAS_A_TYPE(
      noCodeUnits()
          .should(ArchCondition.from(describe("expect any failure", TestRule::expectsAnyFailure))),
      ExpectsAnyFailure.class);

  /** What blocks a thread until another one has done something. */
  private static final Map<Class<?>, Set<String>> WAITS =
      Map.of(
          Future.class, Set.of("get", "join", "orTimeout"),
          BlockingQueue.class, Set.of("take", "poll"),
          ExecutorService.class, Set.of("awaitTermination"),
          Thread.class, Set.of("join"),
          Process.class, Set.of("waitFor"),
          CountDownLatch.class, Set.of("await"),
          CyclicBarrier.class, Set.of("await"));

  private static final Set<String> ANY_FAILURE =
      Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException");

  private static final Set<String> EXPECTING_ANY_FAILURE =
      Set.of("assertThatException", "assertThatRuntimeException");

  private final ArchRule rule;
  private final Set<Class<?>> violators;

  TestRule(ArchRule rule, Class<?>... violators) {
    this.rule = rule;
    this.violators = Set.of(violators);
  }

  ArchRule rule() {
    return rule;
  }

  Set<Class<?>> violators() {
    return violators;
  }

  private static boolean letsTimePass(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var name = access.getName();
    return (owner.isEquivalentTo(Thread.class)
            && Set.of("sleep", "onSpinWait", "yield").contains(name))
        || (owner.isEquivalentTo(TimeUnit.class) && name.equals("sleep"))
        || (owner.isEquivalentTo(LockSupport.class) && name.startsWith("park"));
  }

  private static boolean waits(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    return WAITS.entrySet().stream()
        .anyMatch(kind ->
            owner.isAssignableTo(kind.getKey()) && kind.getValue().contains(access.getName()));
  }

  private static boolean expectsAnyFailure(JavaCodeUnit unit) {
    return unit.getReferencedClassObjects().stream()
            .anyMatch(object -> ANY_FAILURE.contains(object.getValue().getName()))
        || unit.getAccessesFromSelf().stream()
            .anyMatch(access -> EXPECTING_ANY_FAILURE.contains(access.getName()));
  }
}
