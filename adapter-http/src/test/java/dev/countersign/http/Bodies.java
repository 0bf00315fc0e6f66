package dev.countersign.http;

import java.util.List;
import java.util.regex.Pattern;

/** What applicants send. */
final class Bodies {
  /** The example of the contract, whole. */
  static final String MORTGAGE =
      """
      {
        "product": "MORTGAGE",
        "amount": {"amount": "200000.00", "currency": "EUR"},
        "termMonths": 240,
        "purpose": "First home",
        "applicant": {
          "dateOfBirth": "1990-04-12", "maritalStatus": "MARRIED", "dependents": 1,
          "grossMonthlyIncome": {"amount": "5200.00", "currency": "EUR"}, "workStatus": "EMPLOYED",
          "taxId": "15350946056",
          "existingCredits": [{"product": "AUTO", "startedOn": "2023-02-01",
            "amount": {"amount": "10000.00", "currency": "EUR"},
            "termMonths": 60, "annualRatePercent": "4.00", "status": "ONGOING",
            "payments": [{"date": "2023-03-01", "status": "ON_TIME"}]}]
        },
        "property": {"value": {"amount": "260000.00", "currency": "EUR"}, "type": "HOUSE",
          "location": "Lisbon"}
      }
      """;

  private Bodies() {}

  /** A sound request of that many euros. */
  static String personal(String amount) {
    return """
    {
      "product": "PERSONAL",
      "amount": {"amount": "%s", "currency": "EUR"},
      "termMonths": 60,
      "purpose": "A new kitchen",
      "applicant": {
        "dateOfBirth": "1990-04-12", "maritalStatus": "SINGLE", "dependents": 0,
        "grossMonthlyIncome": {"amount": "5200.00", "currency": "EUR"}, "workStatus": "EMPLOYED",
        "taxId": "15350946056"
      }
    }
    """
        .formatted(amount);
  }

  /** The same body several times, each time with something inserted into another of its texts. */
  static List<String> withEachText(String body, String inserted) {
    return Pattern.compile("\\w+\": \"[^\"]*")
        .matcher(body)
        .results()
        .map(text -> new StringBuilder(body).insert(text.end(), inserted).toString())
        .toList();
  }

  static String revised(String proposal, int revision) {
    return proposal.strip().replaceFirst("\\{", "{\"revision\": " + revision + ",");
  }
}
