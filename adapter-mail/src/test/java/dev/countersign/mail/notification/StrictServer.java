package dev.countersign.mail.notification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/** Takes connections and answers recipients and messages as it was made to. */
final class StrictServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final String toRecipient;
  private final String toMessage;

  StrictServer(String toRecipient, String toMessage) throws IOException {
    this.toRecipient = toRecipient;
    this.toMessage = toMessage;
    var unused = Thread.ofPlatform().daemon().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (var connection = socket.accept()) {
        talk(connection);
      } catch (IOException e) {
        // The other side is gone, or the test is over.
      }
    }
  }

  private void talk(Socket connection) throws IOException {
    var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
    say(connection, "220 strict");
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      switch (line.replaceFirst("[ :].*", "").toUpperCase(Locale.ROOT)) {
        case "RCPT" -> say(connection, toRecipient);
        case "DATA" -> {
          say(connection, "354 go on");
          while (!".".equals(in.readLine())) {}
          say(connection, toMessage);
        }
        default -> say(connection, "250 ok");
      }
    }
  }

  private static void say(Socket connection, String line) throws IOException {
    connection.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
