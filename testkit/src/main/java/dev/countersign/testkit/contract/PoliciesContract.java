package dev.countersign.testkit.contract;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.credit.policy.Publication;
import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.testkit.PolicyInForce;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies are published and never change; what a request is pinned to is there for good. */
public abstract class PoliciesContract extends PortContract {
  @AfterEach
  final void putTheStandardInForceAgain() {
    var unused = PolicyInForce.put(on.policies(), StandardPolicy.get(), now.plusSeconds(60));
  }

  @Test
  final void one_that_takes_effect_later_is_in_force_from_that_instant_on() {
    var today = PolicyInForce.put(on.policies(), policy("one"), now);
    var publication = new Publication(now.plusSeconds(30), now, "someone");

    var later = on.policies().publish(PinnedPolicy.of(policy("two")), publication).policy();

    assertThat(later.publication()).isEqualTo(publication);
    assertThat(on.policies().inForceAt(now)).isEqualTo(today);
    assertThat(on.policies().inForceAt(now.plusNanos(29_999_999_000L))).isEqualTo(today);
    assertThat(on.policies().inForceAt(now.plusSeconds(30))).isEqualTo(later);
    assertThat(on.policies().all()).startsWith(later, today);
  }

  @Test
  final void the_latest_is_current_and_comes_back_whole() {
    var policy = policy("one");

    var published = PolicyInForce.put(on.policies(), policy, now);

    assertThat(published)
        .isEqualTo(new PublishedPolicy(PinnedPolicy.of(policy), Publication.atFirstStart(now)));
    assertThat(on.policies().inForceAt(now)).isEqualTo(published);
    assertThat(on.policies().find(policy.version())).contains(published);
    assertThat(on.policies().pinned(policy.ref()).policy()).isEqualTo(policy);
  }

  @Test
  final void an_earlier_one_stays_for_what_is_pinned_to_it() {
    var earlier = policy("one");
    var unused = PolicyInForce.put(on.policies(), earlier, now);
    var later = PolicyInForce.put(on.policies(), policy("two"), now.plusSeconds(1));

    assertThat(on.policies().pinned(earlier.ref()).policy()).isEqualTo(earlier);
    assertThat(on.policies().inForceAt(now.plusSeconds(1))).isEqualTo(later);
  }

  @Test
  final void the_newest_is_listed_first() {
    var one = PolicyInForce.put(on.policies(), policy("one"), now);
    var two = PolicyInForce.put(on.policies(), policy("two"), now.plusSeconds(1));

    assertThat(on.policies().all()).startsWith(two, one).doesNotHaveDuplicates();
  }

  @Test
  final void publishing_the_current_one_again_changes_nothing() {
    var published = PolicyInForce.put(on.policies(), policy("one"), now);

    assertThat(PolicyInForce.put(on.policies(), policy("one"), now.plusSeconds(1)))
        .isEqualTo(published);
    assertThat(on.policies().inForceAt(now)).isEqualTo(published);
    assertThat(on.policies().all()).containsOnlyOnce(published);
  }

  @Test
  final void an_earlier_one_can_be_put_in_force_again() {
    var one = PolicyInForce.put(on.policies(), policy("one"), now);
    var unused = PolicyInForce.put(on.policies(), policy("two"), now.plusSeconds(1));

    var again = PolicyInForce.put(on.policies(), policy("one"), now.plusSeconds(2));

    assertThat(again.ref()).isEqualTo(one.ref());
    assertThat(on.policies().inForceAt(now.plusSeconds(2)).ref()).isEqualTo(one.ref());
  }

  @Test
  final void a_version_stands_for_one_content() {
    var policy = policy("one");
    var published = PolicyInForce.put(on.policies(), policy, now);
    var other = aPolicy().named(policy.version()).waitingForSources(7).build();

    assertThatThrownBy(() -> PolicyInForce.put(on.policies(), other, now))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(on.policies().inForceAt(now)).isEqualTo(published);
    assertThat(on.policies().pinned(policy.ref()).policy()).isEqualTo(policy);
  }

  @Test
  final void one_that_is_not_there_can_t_be_pinned_to() {
    var policy = policy("one");
    var published = PolicyInForce.put(on.policies(), policy, now);

    assertThatThrownBy(() -> on.policies().pinned(policy("two").ref()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() ->
            on.policies()
                .pinned(new PolicyRef(published.ref().version(), Hash.of("other content"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(on.policies().find(policy("two").version())).isEmpty();
  }

  @Test
  final void of_many_who_publish_the_same_at_once_all_succeed() {
    var published =
        Threads.atOnce(8, number -> PolicyInForce.put(on.policies(), policy("one"), now).ref());

    assertThat(published).containsOnly(policy("one").ref());
    assertThat(on.policies().all())
        .extracting(PublishedPolicy::ref)
        .containsOnlyOnce(policy("one").ref());
  }

  /** Of this test alone. */
  private CreditPolicy policy(String name) {
    return aPolicy().named(name + "-" + people.ada().id()).build();
  }
}
