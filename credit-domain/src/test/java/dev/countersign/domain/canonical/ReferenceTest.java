package dev.countersign.domain.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.Policies;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.Proposals;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** The canonical text is the one that another implementation of RFC 8785 makes of it. */
class ReferenceTest {
  public record Counts(Map<String, Integer> counts) {}

  @Test
  void names_that_differ_in_a_quote_or_a_blank_stand_in_the_order_of_the_reference()
      throws IOException {
    var counts = Map.of("a", 1, "a b", 2, "a!", 3, "a\"", 4, "a\\", 5, "a\n", 6, "\u20AC", 7);

    assertIsCanonical(new Counts(counts));
  }

  @Property(tries = 300)
  void whatever_the_names_their_order_is_that_of_the_reference(@ForAll("names") String[] names)
      throws IOException {
    var counts = new HashMap<String, Integer>();
    for (var name : names) {
      counts.put(name, counts.size());
    }

    assertIsCanonical(new Counts(Map.copyOf(counts)));
  }

  @Property(tries = 100)
  void policies_and_proposals_are_as_the_reference_writes_them(
      @ForAll("policies") CreditPolicy policy, @ForAll("proposals") Proposal proposal)
      throws IOException {
    assertIsCanonical(policy);
    assertIsCanonical(proposal);
  }

  private static void assertIsCanonical(Record value) throws IOException {
    var text = CanonicalJson.write(value);

    assertThat(text).isEqualTo(new JsonCanonicalizer(text).getEncodedString());
  }

  @Provide
  Arbitrary<String[]> names() {
    return Arbitraries.strings()
        .withChars("aAb \"!#\\/\n\u00E9\u20AC")
        .ofMaxLength(4)
        .array(String[].class)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<CreditPolicy> policies() {
    return Policies.any();
  }

  @Provide
  Arbitrary<Proposal> proposals() {
    return Proposals.any();
  }
}
