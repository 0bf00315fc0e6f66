package dev.countersign.http.connection;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.ErrorPages;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * In front of a server that authenticates nobody: it is asked by GET and HEAD alone, and by a name
 * that no stranger can own. A browser that was led here under the name of another site, which a
 * name server turned into this address, is refused.
 */
final class OperatorsGate extends Handler.Wrapper {
  /** An address, or a name without a dot, as machines have in a network of their own. */
  private static final Pattern UNOWNED = Pattern.compile("\\[?[0-9a-fA-F:.]+]?|[A-Za-z0-9_-]+");

  private final String host;

  /**
   * @param host a further name that it may be asked by
   */
  OperatorsGate(String host) {
    this.host = host;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var refusal = refusal(request);
    if (refusal.isPresent()) {
      ErrorPages.send(refusal.get(), response, callback);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private Optional<Answer> refusal(Request request) {
    var name = Request.getServerName(request);
    if (name != null && !name.equals(host) && !UNOWNED.matcher(name).matches()) {
      return Optional.of(
          Answers.of(Problem.of(ProblemType.MISDIRECTED_REQUEST, "Ask by address.")));
    }
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    return reads
        ? Optional.empty()
        : Optional.of(
            Answers.of(
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Use GET.").with("Allow", "GET, HEAD")));
  }
}
