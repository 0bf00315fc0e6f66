package dev.countersign.domain.credit.proposal;

import static dev.countersign.domain.credit.proposal.AProposal.aMortgage;
import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.proposal.AProposal.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.00", "-0.01"})
  void an_amount_is_above_zero(String amount) {
    assertThatIllegalArgumentException().isThrownBy(() -> aProposal().of(amount).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void a_term_is_at_least_one_month(int months) {
    assertThatIllegalArgumentException().isThrownBy(() -> aProposal().over(months).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 499, 500})
  void a_purpose_has_1_to_500_characters(int length) {
    assertThat(aProposal().purpose("x".repeat(length)).build().purpose()).hasSize(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void a_blank_purpose_is_none(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aProposal().purpose(blank).build())
        .withMessage("a purpose has 1 to 500 characters");
  }

  @Test
  void a_purpose_of_501_characters_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aProposal().purpose("x".repeat(501)).build())
        .withMessage("a purpose has 1 to 500 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.00", "-0.01"})
  void a_property_has_a_value_above_zero(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aMortgage().securedBy(value))
        .withMessage("a property has a value above zero");
  }

  @Test
  void a_location_has_1_to_200_characters() {
    var value = euros("1.00");

    assertThat(new Property(value, PropertyType.LAND, "x".repeat(200)).location()).hasSize(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Property(value, PropertyType.LAND, "x".repeat(201)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Property(value, PropertyType.LAND, " "));
  }

  @ParameterizedTest
  @CsvSource({
    "0.00, 12, 4, amount above zero",
    "100.00, 0, 4, term of at least one month",
    "100.00, 12, 0, rate above zero",
  })
  void an_existing_credit_has_an_amount_a_term_and_a_rate(
      String amount, int months, String percent, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> existing(euros(amount), months, AnnualRate.ofPercent(percent)))
        .withMessageContaining(why);
    assertThat(existing(euros("0.01"), 1, AnnualRate.ofPercent("0.000001")).termMonths())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "consumer", "1A", "_A", "A-B", "A B", "Ä"})
  void a_product_code_is_capitals_digits_and_underscores(String code) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ProductCode(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "MORTGAGE", "A_1"})
  void a_product_code_reads_as_itself(String code) {
    assertThat(new ProductCode(code)).hasToString(code);
  }

  @Test
  void a_product_code_and_a_tax_id_have_at_most_32_characters() {
    assertThat(new ProductCode("A".repeat(32)).value()).hasSize(32);
    assertThat(new TaxId("1".repeat(32)).value()).hasSize(32);
    assertThatIllegalArgumentException().isThrownBy(() -> new ProductCode("A".repeat(33)));
    assertThatIllegalArgumentException().isThrownBy(() -> new TaxId("1".repeat(33)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "/1", "1 2", "1\n", "é"})
  void a_tax_id_is_letters_digits_dots_slashes_and_hyphens(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TaxId(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"15350946056", "123.456.789-09", "12.345.678/0001-95", "ESX1234567L"})
  void tax_ids_of_many_countries_are_taken(String id) {
    assertThat(new TaxId(id).value()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"529.982.247-25", "52998224725", "5.2.9.9.8.2.2.4.7.2.5-"})
  void a_tax_id_has_one_canonical_form_and_is_kept_as_typed(String id) {
    assertThat(new TaxId(id).value()).isEqualTo(id);
    assertThat(new TaxId(id).canonical()).isEqualTo(new TaxId("52998224725"));
  }

  @Test
  void letters_of_a_tax_id_are_capitals_in_its_canonical_form() {
    assertThat(new TaxId("es-x1234567l").canonical()).isEqualTo(new TaxId("ESX1234567L"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "52998224725",
        "529.982.247-25",
        "12345678909",
        "1234567890",
        "12.345.678/0001-95"
      })
  void a_tax_id_is_possible_with_its_check_digits_or_where_it_has_none(String id) {
    assertThat(new TaxId(id).isPossible()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"52998224724", "529.982.247-35", "12345678900", "111.111.111-11"})
  void eleven_digits_with_other_check_digits_belong_to_nobody(String id) {
    assertThat(new TaxId(id).isPossible()).isFalse();
  }

  private static ExistingCredit existing(Money amount, int months, AnnualRate rate) {
    return new ExistingCredit(
        "AUTO", LocalDate.EPOCH, amount, months, rate, CreditStatus.ONGOING, List.of());
  }
}
