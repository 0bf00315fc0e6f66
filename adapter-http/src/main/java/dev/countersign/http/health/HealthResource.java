package dev.countersign.http.health;

import static dev.countersign.http.access.Access.ANYONE;
import static dev.countersign.http.exchange.Route.get;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Liveness and readiness of this node, without details. */
public final class HealthResource implements Resource {
  private static final Map<String, String> PLAIN = Map.of("Content-Type", "application/json");

  private final BooleanSupplier ready;

  /**
   * @param ready called on every request, so it must be fast
   */
  public HealthResource(BooleanSupplier ready) {
    this.ready = ready;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get("/health/live", ANYONE, call -> status(true)),
        get("/health/ready", ANYONE, this::ready));
  }

  private Answer ready(Call call) {
    return status(ready.getAsBoolean());
  }

  private static Answer status(boolean up) {
    return up
        ? new Answer(200, PLAIN, "{\"status\":\"up\"}")
        : new Answer(503, PLAIN, "{\"status\":\"down\"}");
  }
}
