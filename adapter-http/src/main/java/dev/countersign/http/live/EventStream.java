package dev.countersign.http.live;

import dev.countersign.http.access.Authenticator.Pass;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A stream of Server-Sent Events: an answer that does not end by itself. */
final class EventStream extends Connection {
  private final Response response;
  private final Callback answered;
  private final AtomicBoolean completed = new AtomicBoolean();

  /**
   * @param answered to be completed with the answer
   */
  EventStream(Pass pass, Response response, Callback answered) {
    super(pass);
    this.response = response;
    this.answered = answered;
  }

  @Override
  String form(Message message) {
    return message.asServerSentEvent();
  }

  @Override
  void write(String text, Callback callback) {
    response.write(false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
  }

  @Override
  void heartbeat(String position) {
    // Without data it is no event, but its id counts.
    var unused = offerText(": still here\nid: " + position + "\n\n");
  }

  @Override
  void close(End why) {
    if (completed.compareAndSet(false, true)) {
      response.write(true, BufferUtil.EMPTY_BUFFER, answered);
    }
  }

  @Override
  void cut() {
    if (completed.compareAndSet(false, true)) {
      answered.failed(new IOException("the listener left, or read too slowly"));
    }
  }
}
