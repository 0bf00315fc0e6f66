package dev.countersign.http;

import dev.countersign.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Someone who opens a stream of events, reads its beginning and then nothing more. */
final class SlowReader implements AutoCloseable {
  private final Socket socket;

  private SlowReader(Socket socket) {
    this.socket = socket;
  }

  static SlowReader of(int port, String token) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(1_024);
    socket.setSoTimeout((int) Await.LONGEST.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket
        .getOutputStream()
        .write(
            "GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(token)
                .getBytes(StandardCharsets.US_ASCII));
    var beginning = new StringBuilder();
    while (beginning.indexOf("event: ready") < 0) {
      beginning.append((char) socket.getInputStream().read());
    }
    return new SlowReader(socket);
  }

  /** Reads the rest, up to where the other side ended it. */
  boolean isAtItsEnd() {
    try {
      while (socket.getInputStream().read(new byte[65_536]) >= 0) {}
    } catch (IOException e) {
      return !(e instanceof java.net.SocketTimeoutException);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
