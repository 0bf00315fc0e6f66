package dev.countersign.application.live;

import dev.countersign.application.live.LiveEvents.Told;

/** Carries messages to listeners of this node. */
public interface LiveTransport {
  /** Whether it has a listener. Cheap. */
  boolean isHeard();

  /** Tells all who listen, each what they hear of it. Must not wait for them. */
  void tell(Told told);
}
