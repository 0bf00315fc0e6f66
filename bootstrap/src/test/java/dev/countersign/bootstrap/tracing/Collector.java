package dev.countersign.bootstrap.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Takes traces by OTLP over HTTP, in protobuf, as real collectors do. */
public final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  /**
   * @param kind 1 internal, 2 server, 3 client
   * @param failed whether its status is an error
   */
  public record Span(
      String trace,
      String id,
      String parent,
      String name,
      long kind,
      Map<String, String> attributes,
      boolean failed) {}

  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          var body = new Fields(exchange.getRequestBody().readAllBytes());
          body.each(1).flatMap(resource -> resource.each(2)).forEach(this::takeScope);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Span> spans() {
    return List.copyOf(spans);
  }

  private void takeScope(Fields scope) {
    scope
        .each(2)
        .map(span ->
            new Span(
                span.hex(1),
                span.hex(2),
                span.hex(4),
                span.text(5),
                span.number(6),
                attributes(span),
                span.each(15).anyMatch(status -> status.number(3) == 2)))
        .forEach(spans::add);
  }

  private static Map<String, String> attributes(Fields span) {
    var all = new TreeMap<String, String>();
    span.each(9)
        .forEach(pair ->
            pair.each(2)
                .forEach(value ->
                    all.put(
                        pair.text(1),
                        value.text(1).isEmpty() ? "" + value.number(3) : value.text(1))));
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** The fields of a message, by their numbers. */
  private static final class Fields {
    private final Map<Long, List<byte[]>> texts = new TreeMap<>();
    private final Map<Long, Long> numbers = new TreeMap<>();
    private final byte[] message;
    private int at;

    Fields(byte[] message) {
      this.message = message;
      while (at < message.length) {
        long tag = varint();
        switch ((int) tag & 7) {
          case 0 -> numbers.put(tag >>> 3, varint());
          case 1 -> at += 8;
          case 2 -> texts.computeIfAbsent(tag >>> 3, n -> new ArrayList<>()).add(bytes());
          case 5 -> at += 4;
          default -> throw new IllegalArgumentException("no such type of field: " + tag);
        }
      }
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = message[at++];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    private byte[] bytes() {
      int length = (int) varint();
      var found = new byte[length];
      System.arraycopy(message, at, found, 0, length);
      at += length;
      return found;
    }

    Stream<Fields> each(long field) {
      return texts.getOrDefault(field, List.of()).stream().map(Fields::new);
    }

    String text(long field) {
      return new String(only(field), UTF_8);
    }

    String hex(long field) {
      return HexFormat.of().formatHex(only(field));
    }

    long number(long field) {
      return numbers.getOrDefault(field, 0L);
    }

    private byte[] only(long field) {
      return texts.getOrDefault(field, List.of(new byte[0])).getFirst();
    }
  }
}
