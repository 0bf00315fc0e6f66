package dev.countersign.http.connection;

import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.ErrorPages;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request on when its body has arrived, so that those who send slowly keep no thread and no
 * turn. If more is on its way than may be, whoever has been sending for longest is cut off.
 */
final class WholeBodies extends Handler.Wrapper {
  private final Limits limits;
  private final int maxBodyBytes;
  private final Set<Arrival> arriving = new LinkedHashSet<>();
  private long arrivingBytes;

  WholeBodies(Limits limits, int maxBodyBytes) {
    this.limits = limits;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var headers = request.getHeaders();
    if (headers.getLongField(HttpHeader.CONTENT_LENGTH) <= 0
        && !headers.contains(HttpHeader.TRANSFER_ENCODING)) {
      return super.handle(request, response, callback);
    }
    var arrival = new Arrival(request, response, callback);
    return !arrival.isComplete() || arrival.handOn();
  }

  private boolean handleWhole(Arrival arrival, Content.Chunk body) throws Exception {
    return super.handle(new WithBody(arrival.request, body), arrival.response, arrival.callback);
  }

  /** Counts what has come, and says who must go for it. */
  private synchronized Optional<Arrival> came(Arrival arrival, int bytes) {
    arriving.add(arrival);
    arrivingBytes += bytes;
    if (arrivingBytes <= limits.arrivingBytes()) {
      return Optional.empty();
    }
    Iterator<Arrival> longest = arriving.iterator();
    return Optional.of(longest.next());
  }

  private synchronized void ended(Arrival arrival) {
    if (arriving.remove(arrival)) {
      arrivingBytes -= arrival.body.size();
    }
  }

  /** A request whose body is on its way. */
  private final class Arrival implements Runnable {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Arrival(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    /** Called when more may have come. */
    @Override
    public void run() {
      if (isComplete()) {
        request.getContext().execute(this::handOnLater);
      }
    }

    /**
     * Reads what has come.
     *
     * @return whether it is all there; if not, the rest is waited for, or the request is over
     */
    boolean isComplete() {
      while (true) {
        var chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return false;
        }
        if (Content.Chunk.isFailure(chunk)) {
          ended(this);
          fail(chunk.getFailure());
          return false;
        }
        int bytes = take(chunk);
        if (body.size() > maxBodyBytes) {
          ended(this);
          refuse(Problem.of(ProblemType.BODY_TOO_LARGE, "Send less."));
          return false;
        }
        if (chunk.isLast()) {
          ended(this);
          return true;
        }
        came(this, bytes).ifPresent(Arrival::cutOff);
      }
    }

    private int take(Content.Chunk chunk) {
      var bytes = BufferUtil.toArray(chunk.getByteBuffer());
      body.writeBytes(bytes);
      chunk.release();
      return bytes.length;
    }

    private void fail(Throwable failure) {
      if (failure instanceof TimeoutException) {
        refuse(Problem.of(ProblemType.REQUEST_TIMEOUT, "Send it again, faster."));
      } else {
        callback.failed(failure);
      }
    }

    private void refuse(Problem problem) {
      ErrorPages.send(Answers.of(problem.with("Connection", "close")), response, callback);
    }

    private void cutOff() {
      request.getConnectionMetaData().getConnection().close();
    }

    boolean handOn() throws Exception {
      return handleWhole(this, Content.Chunk.from(ByteBuffer.wrap(body.toByteArray()), true));
    }

    private void handOnLater() {
      try {
        if (!handOn()) {
          Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
      } catch (Exception e) {
        Response.writeError(request, response, callback, e);
      }
    }
  }

  /** A request with its body at hand. */
  private static final class WithBody extends Request.Wrapper {
    private Content.@Nullable Chunk body;

    WithBody(Request request, Content.Chunk body) {
      super(request);
      this.body = body;
    }

    @Override
    public Content.@Nullable Chunk read() {
      var whole = body;
      body = Content.Chunk.EOF;
      return whole;
    }

    @Override
    public void demand(Runnable demandCallback) {
      demandCallback.run();
    }
  }
}
