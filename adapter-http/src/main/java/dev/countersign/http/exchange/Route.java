package dev.countersign.http.exchange;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.access.Access;
import io.javalin.http.HandlerType;

/**
 * One thing that can be called. There is no route without an access.
 *
 * @param path a template such as {@code /api/v1/users/{id}}
 */
public record Route(HandlerType method, String path, Access access, Handling handling) {
  public static Route get(String path, Access access, Handling handling) {
    return new Route(HandlerType.GET, path, access, handling);
  }

  public static Route post(String path, Access access, Handling handling) {
    return new Route(HandlerType.POST, path, access, handling);
  }

  public static Route put(String path, Access access, Handling handling) {
    return new Route(HandlerType.PUT, path, access, handling);
  }

  public static Route patch(String path, Access access, Handling handling) {
    return new Route(HandlerType.PATCH, path, access, handling);
  }

  public static Route delete(String path, Access access, Handling handling) {
    return new Route(HandlerType.DELETE, path, access, handling);
  }

  /** What is done with a call that may pass. */
  @FunctionalInterface
  public interface Handling {
    Answer handle(Call call);
  }
}
