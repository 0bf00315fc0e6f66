package dev.countersign.bootstrap.acceptance;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request, changed member by member. Every change gives another draft. */
final class Draft {
  private static final JsonMapper JSON = new JsonMapper();

  /** An employee without history, aged between 30 and 40, whose income bears the payment. */
  private static final String SOUND =
      """
      {
        "product": "CONSUMER",
        "amount": {"amount": "20000.00", "currency": "EUR"},
        "termMonths": 48,
        "purpose": "A used van",
        "applicant": {
          "dateOfBirth": "1990-04-12", "maritalStatus": "SINGLE", "dependents": 0,
          "grossMonthlyIncome": {"amount": "200000.00", "currency": "EUR"},
          "workStatus": "EMPLOYED", "taxId": "15350946056"
        }
      }
      """;

  private static final String HOUSE =
      """
      {"value": {"amount": "4000000.00", "currency": "EUR"}, "type": "HOUSE", "location": "Lisbon"}
      """;

  private final ObjectNode body;

  private Draft(ObjectNode body) {
    this.body = body;
  }

  /** One that passes every check. */
  static Draft of(String product) {
    var draft = new Draft((ObjectNode) JSON.readTree(SOUND)).with("product", product);
    return product.equals("MORTGAGE") ? draft.with("property", JSON.readTree(HOUSE)) : draft;
  }

  static Draft consumer() {
    return of("CONSUMER");
  }

  /** An existing credit with one payment. */
  static Draft withHistory(String status, int payments, String paid) {
    var credit =
        (ObjectNode)
            JSON.readTree(
                """
                {"product": "AUTO", "startedOn": "2023-02-01", "termMonths": 60,
                 "amount": {"amount": "10000.00", "currency": "EUR"}, "annualRatePercent": "4.00",
                 "status": "%s", "payments": []}
                """
                    .formatted(status));
    var history = credit.withArray("payments");
    for (int i = 0; i < payments; i++) {
      var payment = history.addObject();
      payment.put("date", "20%02d-%02d-01".formatted(23 + (i + 2) / 12, (i + 2) % 12 + 1));
      payment.put("status", paid);
    }
    return consumer().with("applicant.existingCredits", JSON.createArrayNode().add(credit));
  }

  static Map<String, String> euros(String amount) {
    return Map.of("amount", amount, "currency", "EUR");
  }

  Draft amount(String amount) {
    return with("amount.amount", amount);
  }

  Draft over(int termMonths) {
    return with("termMonths", termMonths);
  }

  Draft income(String amount) {
    return with("applicant.grossMonthlyIncome.amount", amount);
  }

  Draft taxId(String taxId) {
    return with("applicant.taxId", taxId);
  }

  /** Sets one member: {@code applicant.existingCredits.0.status}. */
  Draft with(String path, @Nullable Object value) {
    var copy = body.deepCopy();
    var last = path.lastIndexOf('.');
    var parent = last < 0 ? copy : at(copy, path.substring(0, last));
    var name = path.substring(last + 1);
    JsonNode node = value == null ? JSON.nullNode() : JSON.valueToTree(value);
    switch (parent) {
      case ObjectNode object -> object.set(name, node);
      case ArrayNode array -> array.set(Integer.parseInt(name), node);
      default -> throw new IllegalArgumentException(path);
    }
    return new Draft(copy);
  }

  Draft without(String path) {
    var copy = body.deepCopy();
    var last = path.lastIndexOf('.');
    var parent = last < 0 ? copy : (ObjectNode) at(copy, path.substring(0, last));
    if (parent.remove(path.substring(last + 1)) == null) {
      throw new IllegalArgumentException(path);
    }
    return new Draft(copy);
  }

  private static JsonNode at(JsonNode root, String path) {
    return root.at("/" + path.replace('.', '/'));
  }

  BigDecimal amount() {
    return new BigDecimal(body.at("/amount/amount").asString());
  }

  String json() {
    return body.toString();
  }
}
