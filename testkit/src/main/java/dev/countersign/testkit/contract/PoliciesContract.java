package dev.countersign.testkit.contract;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.credit.policy.StandardPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies are published and never change; what a request is pinned to is there for good. */
public abstract class PoliciesContract extends PortContract {
  @AfterEach
  final void putTheStandardInForceAgain() {
    var unused = on.policies().publish(StandardPolicy.get(), now);
  }

  @Test
  final void the_latest_is_current_and_comes_back_whole() {
    var policy = policy("one");

    var published = on.policies().publish(policy, now);

    assertThat(published).isEqualTo(new PublishedPolicy(PinnedPolicy.of(policy), now));
    assertThat(on.policies().current()).isEqualTo(published);
    assertThat(on.policies().find(policy.version())).contains(published);
    assertThat(on.policies().pinned(policy.ref()).policy()).isEqualTo(policy);
  }

  @Test
  final void an_earlier_one_stays_for_what_is_pinned_to_it() {
    var earlier = policy("one");
    var unused = on.policies().publish(earlier, now);
    var later = on.policies().publish(policy("two"), now.plusSeconds(1));

    assertThat(on.policies().pinned(earlier.ref()).policy()).isEqualTo(earlier);
    assertThat(on.policies().current()).isEqualTo(later);
  }

  @Test
  final void the_newest_is_listed_first() {
    var one = on.policies().publish(policy("one"), now);
    var two = on.policies().publish(policy("two"), now.plusSeconds(1));

    assertThat(on.policies().all()).startsWith(two, one).doesNotHaveDuplicates();
  }

  @Test
  final void publishing_the_current_one_again_changes_nothing() {
    var published = on.policies().publish(policy("one"), now);

    assertThat(on.policies().publish(policy("one"), now.plusSeconds(1))).isEqualTo(published);
    assertThat(on.policies().current()).isEqualTo(published);
    assertThat(on.policies().all()).containsOnlyOnce(published);
  }

  @Test
  final void an_earlier_one_can_be_put_in_force_again() {
    var one = on.policies().publish(policy("one"), now);
    var unused = on.policies().publish(policy("two"), now.plusSeconds(1));

    var again = on.policies().publish(policy("one"), now.plusSeconds(2));

    assertThat(again.ref()).isEqualTo(one.ref());
    assertThat(on.policies().current().ref()).isEqualTo(one.ref());
  }

  @Test
  final void a_version_stands_for_one_content() {
    var policy = policy("one");
    var published = on.policies().publish(policy, now);
    var other = aPolicy().named(policy.version()).waitingForSources(7).build();

    assertThatThrownBy(() -> on.policies().publish(other, now))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(on.policies().current()).isEqualTo(published);
    assertThat(on.policies().pinned(policy.ref()).policy()).isEqualTo(policy);
  }

  @Test
  final void one_that_is_not_there_can_t_be_pinned_to() {
    var policy = policy("one");
    var published = on.policies().publish(policy, now);

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
    var published = Threads.atOnce(8, number -> on.policies().publish(policy("one"), now).ref());

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
