package dev.countersign.bureau.credit.analysis;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Receives a response, and gives it up as soon as its body is longer than any honest one. */
final class ResponseConsumer extends AbstractBinResponseConsumer<Response> {
  private static final int BUFFER_BYTES = 8_192;

  private final int longest;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private int status;

  /**
   * @param longest in bytes
   */
  ResponseConsumer(int longest) {
    this.longest = longest;
  }

  @Override
  protected void start(HttpResponse response, @Nullable ContentType contentType) {
    status = response.getCode();
  }

  @Override
  protected int capacityIncrement() {
    return BUFFER_BYTES;
  }

  @Override
  protected void data(ByteBuffer part, boolean endOfStream) throws ProtocolException {
    if (received.size() + part.remaining() > longest) {
      throw new ProtocolException("an answer of more than " + longest + " bytes");
    }
    var bytes = new byte[part.remaining()];
    part.get(bytes);
    received.writeBytes(bytes);
  }

  @Override
  protected Response buildResult() {
    return new Response(status, received.toByteArray());
  }

  @Override
  public void releaseResources() {}
}
