package dev.countersign.benchmarks;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection with next to no cost of its own, so that on a machine that it
 * shares with the server the server is what is measured. Knows answers with a content length only.
 */
final class RawHttp implements Closeable {
  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final String host;

  /** What came back. */
  record Answer(int status, String body) {}

  RawHttp(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
    host = server.getHost() + ":" + server.getPort();
  }

  Answer post(String path, String token, String idempotencyKey, String json) throws IOException {
    var body = json.getBytes(StandardCharsets.UTF_8);
    send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nIdempotency-Key: "
            + idempotencyKey
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n",
        body);
    return read();
  }

  Answer get(String path, String token) throws IOException {
    send(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n",
        new byte[0]);
    return read();
  }

  /** In one write, so that it leaves in one packet. */
  private void send(String head, byte[] body) throws IOException {
    var start = head.getBytes(StandardCharsets.US_ASCII);
    var whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    out.write(whole);
    out.flush();
  }

  private Answer read() throws IOException {
    var first = line();
    int status = Integer.parseInt(first.substring(9, 12));
    int length = 0;
    for (var header = line(); !header.isEmpty(); header = line()) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        throw new IOException("an answer without a length: " + first);
      }
    }
    return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server hung up");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
