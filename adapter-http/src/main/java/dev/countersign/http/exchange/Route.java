package dev.countersign.http.exchange;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.access.Access;
import io.javalin.http.HandlerType;

/**
 * A method and a path with their handler. Every route declares its access.
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

  /** Handles an authorised call. */
  @FunctionalInterface
  public interface Handling {
    Answer handle(Call call);
  }
}
