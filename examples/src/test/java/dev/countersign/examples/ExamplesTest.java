package dev.countersign.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  @Test
  void the_domain_says_what_it_found_and_how_the_credit_is_paid_back() {
    assertThat(printed(() -> EmbedTheDomain.main(new String[0])))
        .containsExactly(
            "The credit bureau records no restriction.",
            "The rating of 700 reaches the minimum of 600.",
            "The gross monthly income of 2400.00 EUR reaches the minimum of 2000.00 EUR.",
            "Debt takes 3.5333 % of the income, within the limit of 40 %.",
            "The confidence of 40.5154 reaches the minimum of 30.",
            "2026-02-28  84.80 EUR",
            "2026-03-31  84.80 EUR",
            "2026-04-30  84.80 EUR",
            "2026-05-31  84.80 EUR",
            "2026-06-30  84.80 EUR",
            "2026-07-31  84.80 EUR",
            "2026-08-31  84.80 EUR",
            "2026-09-30  84.80 EUR",
            "2026-10-31  84.80 EUR",
            "2026-11-30  84.80 EUR",
            "2026-12-31  84.80 EUR",
            "2027-01-31  84.85 EUR");
  }

  @Test
  void the_application_takes_a_request_through_all_its_stages() {
    assertThat(printed(() -> EmbedTheApplication.main(new String[0])))
        .containsExactly(
            "3 events delivered, the request is analysed",
            "[ANALYST]: Done[]",
            "[MANAGER]: Done[]",
            "[DIRECTOR]: Done[]",
            "GRANTED");
  }

  private static List<String> printed(Runnable program) {
    var console = System.out;
    var out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(console);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
