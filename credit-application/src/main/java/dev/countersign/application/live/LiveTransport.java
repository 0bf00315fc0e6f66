package dev.countersign.application.live;

import dev.countersign.application.live.LiveEvents.Update;

/** Carries messages to listeners of this node. */
public interface LiveTransport {
  /** Whether it has a listener. Cheap. */
  boolean isHeard();

  /** Sends to all who listen what each may see of it. Must not wait for them. */
  void send(Update update);
}
