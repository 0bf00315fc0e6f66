package dev.countersign.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers with a problem where Jetty refuses a call before it reaches a route. */
public final class ErrorPages extends ErrorHandler {
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    send(answer(isHttp09(message) ? HttpStatus.BAD_REQUEST_400 : code), response, callback);
  }

  /** What names no version is taken for the oldest, and is rather a slip. */
  private static boolean isHttp09(@Nullable String message) {
    return message != null && message.startsWith("HTTP/0.9");
  }

  /** Sends an answer without a route. */
  public static void send(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    CarefulHeaders.ALL.forEach(response.getHeaders()::put);
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(answer.body().getBytes(UTF_8)), callback);
  }

  private static Answer answer(int status) {
    return Answers.of(
        switch (status) {
          case 408 -> Problem.of(ProblemType.REQUEST_TIMEOUT, "Send it again, faster.");
          case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE, "Send less.");
          case 414 -> Problem.of(ProblemType.URI_TOO_LONG, "Ask with fewer parameters.");
          case 417 -> Problem.of(ProblemType.EXPECTATION_FAILED, "Expect 100-continue or nothing.");
          case 431 -> Problem.of(ProblemType.HEADERS_TOO_LARGE, "Send fewer or shorter headers.");
          case 501 ->
              Problem.of(ProblemType.NOT_IMPLEMENTED, "Send the body as it is, or in chunks.");
          case 503 -> RequestPipeline.overload();
          case 505 -> Problem.of(ProblemType.HTTP_VERSION_NOT_SUPPORTED, "Use HTTP/1.1.");
          default ->
              status < 500
                  ? Problem.of(ProblemType.MALFORMED_REQUEST, "Check how the request is made.")
                  : Problem.of(ProblemType.INTERNAL_ERROR, "Try again later.");
        });
  }
}
