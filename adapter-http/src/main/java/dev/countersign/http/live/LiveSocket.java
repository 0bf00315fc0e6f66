package dev.countersign.http.live;

import dev.countersign.http.access.Authenticator.Pass;
import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A WebSocket that sends and ignores what it receives. */
final class LiveSocket extends Connection {
  private final Session session;

  LiveSocket(Pass pass, Session session) {
    super(pass);
    this.session = session;
  }

  @Override
  String form(Message message) {
    return message.asJson();
  }

  @Override
  void write(String text, Callback callback) {
    session.sendText(
        text, org.eclipse.jetty.websocket.api.Callback.from(callback::succeeded, callback::failed));
  }

  @Override
  void heartbeat(String position) {
    session.sendPing(ByteBuffer.allocate(0), org.eclipse.jetty.websocket.api.Callback.NOOP);
  }

  @Override
  void close(End why) {
    session.close(why.code(), why.reason(), org.eclipse.jetty.websocket.api.Callback.NOOP);
  }

  @Override
  void cut() {
    session.disconnect();
  }
}
