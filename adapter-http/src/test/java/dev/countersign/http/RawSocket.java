package dev.countersign.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.countersign.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection over which anything can be sent, also what is no HTTP. */
final class RawSocket implements AutoCloseable {
  private final Socket socket;

  private RawSocket(Socket socket) {
    this.socket = socket;
  }

  static RawSocket to(int port) throws IOException {
    return from("127.0.0.1", port);
  }

  /** From another address of this machine, such as {@code 127.0.0.2}. */
  static RawSocket from(String address, int port) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout((int) Await.LONGEST.toMillis());
    socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new RawSocket(socket);
  }

  RawSocket send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** All that comes until the other side closes. */
  String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** What comes up to and with a text. */
  String readUntil(String end) throws IOException {
    var read = new StringBuilder();
    for (int c = 0; c >= 0 && read.indexOf(end) < 0; ) {
      c = socket.getInputStream().read();
      if (c >= 0) {
        read.append((char) c);
      }
    }
    return read.toString();
  }

  /** Whether the other side has cut it off; to be asked again, since the first to know is TCP. */
  boolean isReset() {
    try {
      var unused = send("x");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether the other side has closed by now, or closes soon. */
  boolean isCutOff() {
    try {
      while (socket.getInputStream().read(new byte[65_536]) >= 0) {}
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
