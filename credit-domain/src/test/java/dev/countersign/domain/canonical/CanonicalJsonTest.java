package dev.countersign.domain.canonical;

import static dev.countersign.domain.credit.proposal.AProposal.aMortgage;
import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.proposal.AProposal.credit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.credit.analysis.Measure;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.Policies;
import dev.countersign.domain.credit.proposal.CreditStatus;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.Proposals;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.UserId;
import java.time.DayOfWeek;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  /** One of every kind of component. */
  public record Everything(
      String text,
      Optional<String> perhaps,
      boolean sure,
      int small,
      long large,
      List<Integer> numbers,
      Set<DayOfWeek> days,
      Map<CreditStatus, String> words,
      Revision bare,
      Measure measure) {}

  public record Word(String word) {}

  private static final Everything EVERYTHING =
      new Everything(
          "a",
          Optional.of("b"),
          true,
          -1,
          9_007_199_254_740_991L,
          List.of(2, 1),
          Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          Map.of(CreditStatus.ONGOING, "o", CreditStatus.CANCELLED, "c"),
          new Revision(3),
          new Measure.Recorded(true));

  private static final String TEXT =
      "{\"bare\":3,\"days\":[\"FRIDAY\",\"MONDAY\"],\"large\":9007199254740991,"
          + "\"measure\":{\"recorded\":true,\"type\":\"recorded\"},\"numbers\":[2,1],"
          + "\"perhaps\":\"b\",\"small\":-1,\"sure\":true,\"text\":\"a\","
          + "\"words\":{\"CANCELLED\":\"c\",\"ONGOING\":\"o\"}}";

  @Test
  void a_record_has_one_text() {
    assertThat(CanonicalJson.write(EVERYTHING)).isEqualTo(TEXT);
    assertThat(read(TEXT)).isEqualTo(EVERYTHING);
  }

  @Test
  void an_absent_value_is_left_out() {
    var without =
        new Everything(
            "a",
            Optional.empty(),
            true,
            -1,
            9_007_199_254_740_991L,
            List.of(2, 1),
            EVERYTHING.days(),
            EVERYTHING.words(),
            new Revision(3),
            new Measure.Recorded(true));
    var text = TEXT.replace("\"perhaps\":\"b\",", "");

    assertThat(CanonicalJson.write(without)).isEqualTo(text);
    assertThat(read(text)).isEqualTo(without);
  }

  @Test
  void the_order_of_members_and_white_space_do_not_matter_for_reading() {
    assertThat(
            read(
                """
                \t{ "words" : { "ONGOING" : "o" , "CANCELLED" : "c" } , "text" : "\\u0061",\r
                  "sure" : true, "small" : -1, "perhaps" : "b", "numbers" : [ 2 , 1 ],
                  "measure" : { "type" : "recorded", "recorded" : true },
                  "large" : 9007199254740991, "days" : [ "MONDAY", "FRIDAY" ], "bare" : 3 }
                """))
        .isEqualTo(EVERYTHING);
  }

  @ParameterizedTest(name = "{0} → {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"text\":\"a\" | \"text\":\"a\",\"extra\":1 | $ has a member that is none of",
        "\"text\":\"a\" | \"text\":\"a\",\"Text\":\"a\" | $ has a member that is none of",
        "\"text\":\"a\", | '' | $ has no member \"text\"",
        "\"text\":\"a\" | \"text\":\"a\",\"text\":\"a\" | member \"text\" is there twice",
        "\"text\":\"a\" | \"text\":null | an object, array, string, boolean or whole number",
        "\"perhaps\":\"b\" | \"perhaps\":null | an object, array, string, boolean or whole number",
        "\"text\":\"a\" | \"text\":1 | $.text must be a JSON string",
        "\"text\":\"a\" | \"text\":true | $.text must be a JSON string",
        "\"text\":\"a\" | \"text\":[\"a\"] | $.text must be a JSON string",
        "\"sure\":true | \"sure\":\"true\" | $.sure must be a JSON boolean",
        "\"small\":-1 | \"small\":\"-1\" | $.small must be a JSON whole number",
        "\"small\":-1 | \"small\":-1.0 | was expected",
        "\"small\":-1 | \"small\":1e3 | was expected",
        "\"small\":-1 | \"small\":-0 | whole number was expected",
        "\"small\":-1 | \"small\":01 | whole number was expected",
        "\"small\":-1 | \"small\":+1 | whole number was expected",
        "\"small\":-1 | \"small\":- | whole number was expected",
        "\"small\":-1 | \"small\":NaN | whole number was expected",
        "\"small\":-1 | \"small\":2147483648 | $.small is too large",
        "\"large\":9007199254740991 | \"large\":9007199254740992 | within ±(2^53 - 1)",
        "\"large\":9007199254740991 | \"large\":-9007199254740992 | within ±(2^53 - 1)",
        "\"large\":9007199254740991 | \"large\":99999999999999999999 | whole number was expected",
        "[2,1] | {} | $.numbers must be a JSON array",
        "[2,1] | [2,\"1\"] | $.numbers[1] must be a JSON whole number",
        "[2,1] | [2,1,] | whole number was expected",
        "[2,1] | [2 1] | was expected",
        "[2,1] | [,2] | whole number was expected",
        "\"FRIDAY\" | \"Friday\" | $.days[0] is not one of",
        "\"FRIDAY\" | \"MONDAY\" | $.days has an item twice",
        "\"ONGOING\" | \"LOST\" | $.words is not one of",
        "\"bare\":3 | \"bare\":0 | $.bare is refused: revisions start at 1",
        "\"bare\":3 | \"bare\":{\"value\":3} | $.bare must be a JSON whole number",
        "\"type\":\"recorded\" | \"type\":\"guessed\" | $.measure needs a member \"type\"",
        ",\"type\":\"recorded\" | '' | $.measure needs a member \"type\"",
        "\"type\":\"recorded\" | \"type\":[\"recorded\"] | $.measure needs a member \"type\"",
        "\"recorded\":true | \"recorded\":true,\"money\":1 | $.measure has a member",
        "\"text\":\"a\" | text:\"a\" | was expected",
        "\"text\":\"a\" | 'text':\"a\" | was expected",
        "\"text\":\"a\" | \"text\" \"a\" | was expected",
        "\"sure\":true | \"sure\":tru | \"true\" was expected",
        "\"sure\":true | \"sure\":truer | was expected",
        "\"sure\":true | \"sure\":TRUE | whole number was expected",
      },
      quoteCharacter = '`')
  void whatever_does_not_fit_is_refused_with_its_place(String part, String other, String why) {
    var wrong = TEXT.replace(part, other.equals("''") ? "" : other);
    assertThat(wrong).isNotEqualTo(TEXT);

    assertThatIllegalArgumentException().isThrownBy(() -> read(wrong)).withMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[", "\"", "\"\\", "\"\\u00", "{\"a\"", "{\"a\":", "-"})
  void a_text_that_ends_too_early_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text))
        .withMessageStartingWith("not valid at character " + text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{}", "]", ",", "\u00a0", "\ufeff"})
  void nothing_follows_the_document(String more) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(TEXT + more))
        .withMessage("not valid at character " + TEXT.length() + ": nothing more was expected");
  }

  @Test
  void hostile_nesting_is_refused_before_it_exhausts_the_stack() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("[".repeat(100_000)))
        .withMessageContaining("nested deeper than 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("[".repeat(33) + "]".repeat(33)))
        .withMessage("$ must be a JSON object");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("{\"a\":".repeat(33) + "1" + "}".repeat(33)))
        .withMessageContaining("nested deeper than 32");
  }

  @Test
  void texts_are_escaped_as_rfc_8785_says_and_no_further() {
    assertThat(CanonicalJson.write(new Word("\b\t\n\f\r\"\\/\u0000\u001f\u007f\u20ac\u2028é😀")))
        .isEqualTo("{\"word\":\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0000\\u001f\u007f\u20ac\u2028é😀\"}");
  }

  @Test
  void every_escape_of_json_is_read() {
    assertThat(
            CanonicalJson.read(
                Word.class,
                "{\"word\":\"\\b\\t\\n\\f\\r\\\"\\\\\\/\\u0000\\u20AC\\u20ac\\ud83d\\uDE00\"}"))
        .isEqualTo(new Word("\b\t\n\f\r\"\\/\u0000€€😀"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\a", "\\U0061", "\\u00g1", "\\u+041", "\\u٠٠٤١", "\\", "\n", "\u0000", "\\x41"})
  void a_text_that_is_not_json_is_refused(String inside) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.read(Word.class, "{\"word\":\"" + inside + "\"}"))
        .withMessageStartingWith("not valid at character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"d800", "dc00", "dc00 d800", "d800 0061", "0061 d83d"})
  void half_a_surrogate_pair_is_neither_read_nor_written(String units) {
    var written = new StringBuilder();
    var escaped = new StringBuilder();
    for (var unit : units.split(" ", -1)) {
      written.append((char) Integer.parseInt(unit, 16));
      escaped.append("\\u").append(unit);
    }
    var word = new Word(written.toString());
    var text = "{\"word\":\"" + escaped + "\"}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.write(word))
        .withMessageContaining("surrogate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.read(Word.class, text))
        .withMessageContaining("surrogate");
  }

  @ParameterizedTest
  @ValueSource(longs = {9_007_199_254_740_992L, -9_007_199_254_740_992L, Long.MIN_VALUE})
  void a_number_that_a_double_does_not_hold_exactly_is_not_written(long number) {
    var everything =
        new Everything(
            "a",
            Optional.empty(),
            true,
            0,
            number,
            List.of(),
            Set.of(),
            Map.of(),
            new Revision(1),
            new Measure.Recorded(true));

    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(everything));
  }

  @Test
  void money_is_an_amount_and_a_currency_and_nothing_else() {
    var text = CanonicalJson.write(aProposal().build());

    assertThat(text).contains("\"amount\":{\"amount\":\"6000.00\",\"currency\":\"EUR\"}");
    for (var wrong :
        List.of(
            "{\"amount\":6000,\"currency\":\"EUR\"}",
            "{\"amount\":\"6000.001\",\"currency\":\"EUR\"}",
            "{\"amount\":\"6e3\",\"currency\":\"EUR\"}",
            "{\"amount\":\"6000.00\",\"currency\":\"EURO\"}",
            "{\"amount\":\"6000.00\"}",
            "{\"amount\":\"6000.00\",\"currency\":\"EUR\",\"scale\":2}",
            "\"6000.00 EUR\"")) {
      var document = text.replace("{\"amount\":\"6000.00\",\"currency\":\"EUR\"}", wrong);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> CanonicalJson.read(Proposal.class, document))
          .withMessageStartingWith("$.amount");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1990-05-17, 1990-02-30, $.applicant.dateOfBirth is no LocalDate",
    "1990-05-17, 17.05.1990, $.applicant.dateOfBirth is no LocalDate",
    "4.00, 4.0000001, $.applicant.existingCredits[0].annualRate is no AnnualRate",
    "4.00, 0.00, $.applicant.existingCredits[0] is refused",
    "15350946056, '', $.applicant.taxId is refused",
  })
  void a_value_that_its_type_refuses_is_refused_with_its_place(
      String right, String wrong, String why) {
    var text =
        CanonicalJson.write(aMortgage().owing(credit(CreditStatus.ONGOING, 1, 0, 0)).build());
    var document = text.replace("\"" + right + "\"", "\"" + wrong + "\"");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.read(Proposal.class, document))
        .withMessageStartingWith(why);
  }

  @Test
  void a_hash_is_of_the_text_in_utf_8() {
    // echo -n '{"word":"é"}' | sha256sum
    assertThat(CanonicalJson.hash(new Word("é")))
        .hasToString("755e4df32d20200d2d503f9aede1a6ee5cc1badf5ef31fe1252cc19f82214550");
    assertThatIllegalArgumentException().isThrownBy(() -> new Hash("0".repeat(63)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Hash("A".repeat(64)));
  }

  @Test
  void what_is_no_record_has_no_canonical_form() {
    record Hidden(String text) {}

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.write(new Hidden("a")))
        .withMessageStartingWith("not a public record");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.read(Thread.class, "{}"))
        .withMessage("no canonical form for class java.lang.Thread");
  }

  @Test
  void an_id_is_written_bare() {
    var id = new UserId(new UUID(1, 2));

    assertThat(CanonicalJson.write(id)).isEqualTo("\"00000000-0000-0001-0000-000000000002\"");
    assertThat(CanonicalJson.read(UserId.class, CanonicalJson.write(id))).isEqualTo(id);
  }

  @Property
  void proposals_come_back_as_they_were(@ForAll("proposals") Proposal proposal) {
    var text = CanonicalJson.write(proposal);

    assertThat(CanonicalJson.read(Proposal.class, text)).isEqualTo(proposal);
    assertThat(CanonicalJson.write(CanonicalJson.read(Proposal.class, text))).isEqualTo(text);
  }

  @Property(tries = 200)
  void policies_come_back_as_they_were(@ForAll("policies") CreditPolicy policy) {
    var text = CanonicalJson.write(policy);

    assertThat(CanonicalJson.read(CreditPolicy.class, text)).isEqualTo(policy);
    assertThat(CanonicalJson.read(CreditPolicy.class, text).ref()).isEqualTo(policy.ref());
  }

  @Property(tries = 200)
  void the_order_in_which_a_set_was_filled_does_not_show(@ForAll Set<DayOfWeek> days) {
    var backwards =
        new LinkedHashSet<>(
            days.stream().sorted((a, b) -> b.compareTo(a)).collect(Collectors.toList()));

    assertThat(CanonicalJson.write(withDays(backwards)))
        .isEqualTo(CanonicalJson.write(withDays(days)));
  }

  @Provide
  Arbitrary<Proposal> proposals() {
    return Proposals.any();
  }

  @Provide
  Arbitrary<CreditPolicy> policies() {
    return Policies.any();
  }

  private static Everything withDays(Set<DayOfWeek> days) {
    return new Everything(
        "a",
        Optional.empty(),
        true,
        0,
        0,
        List.of(),
        days,
        Map.of(),
        new Revision(1),
        new Measure.Recorded(true));
  }

  private static Everything read(String text) {
    return CanonicalJson.read(Everything.class, text);
  }
}
