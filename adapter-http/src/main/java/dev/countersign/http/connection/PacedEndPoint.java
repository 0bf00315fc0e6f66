package dev.countersign.http.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** One connection, which counts what goes over it and can be cut off for being too slow. */
final class PacedEndPoint extends SocketChannelEndPoint {
  private final PacedConnector connector;
  private final Progress progress;
  private final Object address;
  private boolean warned;

  /**
   * @param address whose share of the connections it counts for
   */
  PacedEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      PacedConnector connector,
      Progress progress,
      Object address) {
    super(channel, selector, key, scheduler);
    this.connector = connector;
    this.progress = progress;
    this.address = address;
  }

  Progress progress() {
    return progress;
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled = super.fill(buffer);
    if (filled > 0) {
      progress.received(filled, System.nanoTime());
    }
    return filled;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    long before = remaining(buffers);
    boolean all = super.flush(buffers);
    long left = remaining(buffers);
    connector.unsent(progress.wrote(before - left, left, System.nanoTime()));
    return all;
  }

  private static long remaining(ByteBuffer... buffers) {
    long remaining = 0;
    for (var buffer : buffers) {
      remaining += buffer.remaining();
    }
    return remaining;
  }

  @Override
  public void upgrade(Connection newConnection) {
    progress.upgraded(System.nanoTime());
    super.upgrade(newConnection);
  }

  @Override
  public void onClose(@Nullable Throwable failure) {
    connector.unsent(progress.closed());
    connector.left(address);
    super.onClose(failure);
  }

  /**
   * Cuts it off if the other side is too slow. Whoever sends a body too slowly is told so first.
   */
  void lookAt(long now) {
    switch (progress.slowness(isFillInterested(), now)) {
      case NONE -> {}
      case HEAD -> close(new TimeoutException("the headers took too long to arrive"));
      case READER -> close(new TimeoutException("the answer is read too slowly"));
      case BODY -> {
        var slow = new TimeoutException("the body arrives too slowly");
        if (warned) {
          close(slow);
        } else {
          warned = true;
          onIdleExpired(slow);
        }
      }
    }
  }
}
