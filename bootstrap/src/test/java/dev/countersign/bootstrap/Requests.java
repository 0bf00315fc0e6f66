package dev.countersign.bootstrap;

/** Bodies of requests, as clients send them. */
final class Requests {
  /** Passes every check and takes two approvals. */
  static final String CONSUMER =
      """
      {
        "product": "CONSUMER",
        "amount": {"amount": "20000.00", "currency": "EUR"},
        "termMonths": 48,
        "purpose": "A used van",
        "applicant": {
          "dateOfBirth": "1990-04-12", "maritalStatus": "SINGLE", "dependents": 0,
          "grossMonthlyIncome": {"amount": "3200.00", "currency": "EUR"},
          "workStatus": "EMPLOYED", "taxId": "15350946056"
        }
      }
      """;

  private Requests() {}
}
