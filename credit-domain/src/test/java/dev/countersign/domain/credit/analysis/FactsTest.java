package dev.countersign.domain.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.AProposal;
import dev.countersign.domain.money.Money;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static final Fact<BureauReport> REPORT =
      new Fact.Known<>(new BureauReport(Optional.of(700), false), "bureau-simulator");
  private static final Fact<Money> NOT_VALUED =
      new Fact.Undetermined<>(ReasonCode.SOURCE_TIMED_OUT, "valuer");

  /** A record of one member, as canonical JSON has them. */
  public record Held(Facts facts) {}

  @Test
  void the_order_in_which_facts_were_found_makes_no_difference() {
    var one = Facts.of(FactKey.BUREAU, REPORT).with(FactKey.PROPERTY_VALUE, NOT_VALUED);
    var other = Facts.of(FactKey.PROPERTY_VALUE, NOT_VALUED).with(FactKey.BUREAU, REPORT);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
    assertThat(one.keys()).containsExactly(FactKey.BUREAU, FactKey.PROPERTY_VALUE);
  }

  @Test
  void a_fact_found_again_takes_the_place_of_the_first() {
    var facts = Facts.of(FactKey.PROPERTY_VALUE, NOT_VALUED);
    var value = new Fact.Known<>(AProposal.euros("90000.00"), "valuer");

    assertThat(facts.with(FactKey.PROPERTY_VALUE, value))
        .isEqualTo(Facts.of(FactKey.PROPERTY_VALUE, value))
        .isNotEqualTo(facts);
  }

  @Test
  void a_fact_nobody_was_asked_for_is_undetermined() {
    assertThat(Facts.none().has(FactKey.BUREAU)).isFalse();
    assertThat(Facts.none().of(FactKey.BUREAU))
        .isEqualTo(new Fact.Undetermined<BureauReport>(ReasonCode.SOURCE_UNAVAILABLE, "none"));
  }

  @Test
  void facts_are_kept_by_their_names() {
    var facts = Facts.of(FactKey.PROPERTY_VALUE, NOT_VALUED).with(FactKey.BUREAU, REPORT);

    var text = CanonicalJson.write(new Held(facts));

    assertThat(text)
        .isEqualTo(
            "{\"facts\":{\"bureau\":{\"answer\":{\"rating\":700,\"restricted\":false},"
                + "\"source\":\"bureau-simulator\",\"type\":\"known\"},"
                + "\"propertyValue\":{\"source\":\"valuer\",\"type\":\"undetermined\","
                + "\"why\":\"SOURCE_TIMED_OUT\"}}}");
    assertThat(CanonicalJson.read(Held.class, text)).isEqualTo(new Held(facts));
    assertThat(CanonicalJson.write(new Held(Facts.none()))).isEqualTo("{\"facts\":{}}");
  }

  @Test
  void a_fact_that_no_extension_lists_can_neither_be_kept_nor_read() {
    var horoscope = FactKey.of("horoscope", Money.class);
    var held = new Held(Facts.of(horoscope, NOT_VALUED));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.write(held))
        .withMessage("no fact has the name horoscope, only [bureau, propertyValue]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.read(Held.class, "{\"facts\":{\"horoscope\":{}}}"))
        .withMessage("$.facts has a member \"horoscope\" that is none of [bureau, propertyValue]");
  }

  @Test
  void a_reason_that_no_extension_lists_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            CanonicalJson.read(
                Held.class,
                "{\"facts\":{\"propertyValue\":{\"source\":\"valuer\",\"type\":\"undetermined\","
                    + "\"why\":\"FULL_MOON\"}}}"))
        .withMessageStartingWith(
            "$.facts.propertyValue.why is no ReasonCode: no reason has the name FULL_MOON, only [");
  }

  @Test
  void a_check_of_an_unknown_kind_is_named_where_it_stands_in_the_policy() {
    var policy =
        CanonicalJson.write(StandardPolicy.get())
            .replace("\"type\":\"minimum-rating\"", "\"type\":\"lucky-number\"");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.read(CreditPolicy.class, policy))
        .withMessageStartingWith("$.rules.checks[1] needs a member \"type\", one of [")
        .withMessageEndingWith("; there is no \"lucky-number\"");
  }

  @Test
  void two_facts_or_reasons_of_one_name_are_refused() {
    var again =
        new AnalysisExtension() {
          @Override
          public List<FactKey<?>> facts() {
            return List.of(FactKey.of("bureau", Money.class));
          }
        };
    var reasonAgain =
        new AnalysisExtension() {
          @Override
          public List<ReasonCode> reasons() {
            return List.of(ReasonCode.of("NO_RESTRICTION", "Nothing."));
          }
        };

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(again))
        .withMessage("an extension brings again: bureau");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(reasonAgain))
        .withMessage("an extension brings again: NO_RESTRICTION");
  }

  @Test
  void names_keep_to_their_form() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FactKey.of("property value", Money.class))
        .withMessage("the name of a fact is in camel case: property value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReasonCode.of("no-reason", "None."))
        .withMessage("the name of a reason is in capitals: no-reason");
  }
}
