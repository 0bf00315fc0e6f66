package dev.countersign.http.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.store.Page;
import dev.countersign.http.json.Json;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Builds answers. */
public final class Answers {
  static final String PROBLEM_JSON = "application/problem+json";

  private static final String JSON = "application/json";

  private Answers() {}

  public static Answer ok(Object body) {
    return json(200, body, Map.of());
  }

  public static Answer ok(Object body, Map<String, String> headers) {
    return json(200, body, headers);
  }

  /**
   * @param location of what was made
   */
  public static Answer created(Object body, String location, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("Location", location);
    return json(201, body, all);
  }

  public static Answer noContent() {
    return new Answer(204, Map.of(), "");
  }

  public static Answer notModified(String etag) {
    return new Answer(304, Map.of("ETag", etag), "");
  }

  /** A text of any content type, or JSON that is already written. */
  public static Answer text(String type, String body, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("Content-Type", type);
    return new Answer(200, all, body);
  }

  /**
   * One page of a list, with a link to the next.
   *
   * @param list refuses a cursor that is not its own with an {@link IllegalArgumentException}
   */
  public static <T> Answer page(Query query, Supplier<Page<T>> list, Function<T, ?> item) {
    try {
      return page(query, list.get(), item);
    } catch (IllegalArgumentException e) {
      if (query.hasCursor()) {
        return of(query.badCursor());
      }
      throw e;
    }
  }

  private static <T> Answer page(Query query, Page<T> page, Function<T, ?> item) {
    var next = page.next().map(Query::cursorOf);
    var headers =
        next.map(cursor -> Map.of("Link", "<" + query.linkTo(cursor) + ">; rel=\"next\""))
            .orElseGet(Map::of);
    return json(200, new Listed(page.items().stream().map(item).toList(), next), headers);
  }

  /** A list with a single page. */
  public static Answer list(List<?> items) {
    return ok(new Listed(items, Optional.empty()));
  }

  public static Problem notFound() {
    return Problem.of(ProblemType.NOT_FOUND, "There is no such thing, or none for you to see.");
  }

  public static Answer of(Problem problem) {
    return of(problem, Optional.empty());
  }

  /**
   * @param instance names this one occurrence
   */
  static Answer of(Problem problem, Optional<String> instance) {
    var type = problem.type();
    var headers = new HashMap<>(problem.headers());
    headers.put("Content-Type", PROBLEM_JSON);
    var errors = problem.errors();
    return new Answer(
        type.status(),
        headers,
        Json.write(
            new ProblemJson(
                type.uri(),
                type.title(),
                type.status(),
                type.code(),
                problem.detail(),
                instance,
                errors.isEmpty() ? Optional.empty() : Optional.of(errors))));
  }

  private static Answer json(int status, Object body, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("Content-Type", JSON);
    return new Answer(status, all, Json.write(body));
  }

  private record Listed(
      List<?> items, @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> next) {}

  private record ProblemJson(
      String type,
      String title,
      int status,
      String code,
      String detail,
      Optional<String> instance,
      Optional<List<FieldError>> errors) {}
}
