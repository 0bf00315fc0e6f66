package dev.countersign.bureau.credit.analysis;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** The body of an answer, given up as soon as it is longer than any honest one. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final int longest;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Optional<Subscription> subscription = Optional.empty();

  /**
   * @param longest in bytes
   */
  BoundedBody(int longest) {
    this.longest = longest;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription opened) {
    subscription = Optional.of(opened);
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (var part : parts) {
      if (received.size() + part.remaining() > longest) {
        body.completeExceptionally(
            new ProtocolException("an answer of more than " + longest + " bytes"));
        subscription.ifPresent(Subscription::cancel);
        return;
      }
      var bytes = new byte[part.remaining()];
      part.get(bytes);
      received.writeBytes(bytes);
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(received.toByteArray());
  }
}
