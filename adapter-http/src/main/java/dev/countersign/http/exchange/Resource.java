package dev.countersign.http.exchange;

import java.util.List;

/** What can be done about one kind of thing. */
@FunctionalInterface
public interface Resource {
  List<Route> routes();
}
