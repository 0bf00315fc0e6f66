package dev.countersign.http.exchange;

import dev.countersign.application.account.Caller;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.idempotency.IdempotencyKey;
import dev.countersign.application.idempotency.IdempotentCommands;
import dev.countersign.application.idempotency.IdempotentCommands.Attempt;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.http.json.Fields;
import dev.countersign.http.json.Json;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemException;
import dev.countersign.http.problem.ProblemType;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An authorised call: its caller and what they send. */
public final class Call {
  /** The largest body that is read. */
  public static final int MAX_BODY_BYTES = 256 * 1024;

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Context context;
  private final Optional<Caller> caller;
  private final Origin origin;
  private final IdempotentCommands once;
  private byte @Nullable [] body;

  Call(Context context, Optional<Caller> caller, Origin origin, IdempotentCommands once) {
    this.context = context;
    this.caller = caller;
    this.origin = origin;
    this.once = once;
  }

  /**
   * The caller.
   *
   * @throws java.util.NoSuchElementException if the route is for anyone
   */
  public Caller caller() {
    return caller.orElseThrow();
  }

  /** The address and session it comes from. */
  public Origin origin() {
    return origin;
  }

  /** A part of the path, by its name in the route. */
  public String pathPart(String name) {
    return context.pathParam(name);
  }

  /**
   * The id in the path.
   *
   * @throws ProblemException if it is none: nothing has such an id
   */
  public UUID id() {
    var text = pathPart("id");
    try {
      var id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // No resource has an id of another form.
    }
    throw Answers.notFound().asException();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(context.header(name));
  }

  /** Whether {@code If-None-Match} names this version. */
  public boolean hasSeen(String etag) {
    return header("If-None-Match").stream()
        .flatMap(tags -> Stream.of(tags.split(",")))
        .map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
  }

  /** The query parameters. */
  public Query query() {
    return new Query(context.path(), context.queryParamMap());
  }

  /**
   * Reads the JSON body.
   *
   * @throws ProblemException with everything that is wrong with it
   */
  public <T> T json(Function<Fields, T> reader) {
    return Fields.read(json(), reader);
  }

  /** The JSON body; checking it is left to the caller. */
  public Fields fields() {
    return Fields.of(json());
  }

  private JsonNode json() {
    requireType(JSON);
    return Json.read(body());
  }

  /** Requires an empty body or an empty object. */
  public void noBody() {
    if (body().length > 0) {
      var unused = json(fields -> true);
    }
  }

  /** Whether a form was sent. */
  public boolean isForm() {
    return contentType().equals(FORM);
  }

  /** The form that is the body. */
  public Form form() {
    requireType(FORM);
    return Form.parse(new String(body(), StandardCharsets.UTF_8));
  }

  private void requireType(String type) {
    if (!contentType().equals(type)) {
      throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send it as " + type + ".")
          .asException();
    }
  }

  private String contentType() {
    var type = header("Content-Type").orElse("");
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  private byte[] body() {
    if (body == null) {
      body = readBody();
    }
    return body;
  }

  private byte[] readBody() {
    if (context.req().getContentLengthLong() > MAX_BODY_BYTES) {
      throw tooLarge();
    }
    try {
      var read = context.req().getInputStream().readNBytes(MAX_BODY_BYTES + 1);
      if (read.length > MAX_BODY_BYTES) {
        throw tooLarge();
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProblemException tooLarge() {
    return Problem.of(ProblemType.BODY_TOO_LARGE, "Send at most " + MAX_BODY_BYTES / 1024 + " KiB.")
        .with("Connection", "close")
        .asException();
  }

  /** Runs a command; only once if there is an idempotency key. */
  public Answer once(Supplier<Answer> command) {
    return key().map(key -> once(key, digest(), () -> attempt(command))).orElseGet(command);
  }

  /** The same for bodies that must not be stored, not even as a hash. */
  public Answer once(String asked, Supplier<Answer> command) {
    return key().map(key -> once(key, Hash.of(asked), () -> attempt(command))).orElseGet(command);
  }

  /** The same for a command whose answer says something that is said once and kept nowhere. */
  public Answer onceSaying(Supplier<Attempt> command) {
    return key().map(key -> once(key, digest(), command)).orElseGet(() -> command.get().answer());
  }

  /** Requires an idempotency key. */
  public void requireKey() {
    if (key().isEmpty()) {
      throw Problem.of(
              ProblemType.IDEMPOTENCY_KEY_REQUIRED,
              "Send an Idempotency-Key of your own making, such as a UUID, and the same one when"
                  + " you send this again.")
          .asException();
    }
  }

  private Optional<String> key() {
    if (Collections.list(context.req().getHeaders("Idempotency-Key")).size() > 1) {
      throw invalidKey("Send one Idempotency-Key.");
    }
    return header("Idempotency-Key").filter(key -> !key.isEmpty());
  }

  private Hash digest() {
    var all = new ByteArrayOutputStream(2_048);
    all.writeBytes(
        (context.method() + " " + context.path() + "\n").getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body());
    return Hash.of(all.toByteArray());
  }

  private Answer once(String value, Hash command, Supplier<Attempt> work) {
    var name = caller.map(person -> person.id().toString()).orElseGet(origin::address);
    return switch (once.run(key(name, value, command), work)) {
      case IdempotentCommands.Executed executed -> executed.answer();
      case IdempotentCommands.Replayed replayed -> replay(replayed.answer());
      case IdempotentCommands.KeyReused reused ->
          Answers.of(
              Problem.of(
                  ProblemType.IDEMPOTENCY_KEY_REUSED,
                  "This key came with another command before: use a new one for this."));
      case IdempotentCommands.StillUnderWay underWay ->
          Answers.of(
              Problem.of(
                      ProblemType.STILL_UNDER_WAY,
                      "Send it again, under the same key, in a moment.")
                  .retryAfter(1));
    };
  }

  private static IdempotencyKey key(String caller, String value, Hash command) {
    try {
      return new IdempotencyKey(caller, value, command);
    } catch (IllegalArgumentException e) {
      throw invalidKey("Send 1 to 255 visible ASCII characters.");
    }
  }

  private static RuntimeException invalidKey(String message) {
    return Problem.invalid(List.of(new FieldError("Idempotency-Key", "invalid", message)))
        .asException();
  }

  private static Attempt attempt(Supplier<Answer> work) {
    var answer = work.get();
    return answer.status() < 300 ? Attempt.effective(answer) : Attempt.refused(answer);
  }

  private static Answer replay(Answer kept) {
    var headers = new HashMap<>(kept.headers());
    headers.put("Idempotency-Replayed", "true");
    return new Answer(kept.status(), headers, kept.body());
  }
}
