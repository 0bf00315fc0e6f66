package dev.countersign.http.connection;

import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.ErrorPages;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Where every request comes in, as soon as its headers have arrived: refuses what no route would
 * take before its body is read, and times the rest. A method is what the request line says,
 * whatever a header claims.
 */
final class Gate extends Handler.Wrapper {
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  private final long maxBodyBytes;

  Gate(long maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getConnectionMetaData().getConnection().getEndPoint()
        instanceof PacedEndPoint paced) {
      var progress = paced.progress();
      progress.headComplete(System.nanoTime());
      Request.addCompletionListener(request, failure -> progress.answered(System.nanoTime()));
    }
    var refusal = refusal(request);
    if (refusal.isPresent()) {
      ErrorPages.send(Answers.of(refusal.get()), response, callback);
      return true;
    }
    return super.handle(believed(request), response, callback);
  }

  private Optional<Problem> refusal(Request request) {
    var headers = request.getHeaders();
    if (headers.getLongField(HttpHeader.CONTENT_LENGTH) > maxBodyBytes) {
      return Optional.of(
          Problem.of(ProblemType.BODY_TOO_LARGE, "Send at most " + maxBodyBytes / 1_024 + " KiB.")
              .with("Connection", "close"));
    }
    var coding = headers.get(HttpHeader.TRANSFER_ENCODING);
    return coding == null || coding.strip().equalsIgnoreCase("chunked")
        ? Optional.empty()
        : Optional.of(
            Problem.of(ProblemType.NOT_IMPLEMENTED, "Send the body as it is, or in chunks.")
                .with("Connection", "close"));
  }

  private static Request believed(Request request) {
    return request.getHeaders().contains(METHOD_OVERRIDE) ? new PlainMethod(request) : request;
  }

  /** A request without the header by which it would be taken for another. */
  private static final class PlainMethod extends Request.Wrapper {
    private final HttpFields headers;

    PlainMethod(Request request) {
      super(request);
      headers = HttpFields.build(request.getHeaders()).remove(METHOD_OVERRIDE).asImmutable();
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }
}
