package dev.countersign.postgres;

import java.util.List;

/** The database server may lose what it acknowledged, so nothing may be kept on it. */
public final class NotDurableException extends RuntimeException {
  NotDurableException(List<String> off) {
    super(
        """
        The database server may lose acknowledged changes in a crash: %s off. Turn on what is off, \
        for the server and for this user.\
        """
            .formatted(String.join(", ", off) + (off.size() == 1 ? " is" : " are")));
  }
}
