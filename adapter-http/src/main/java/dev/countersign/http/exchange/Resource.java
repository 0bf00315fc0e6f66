package dev.countersign.http.exchange;

import java.util.List;

/** The routes of one kind of resource. */
@FunctionalInterface
public interface Resource {
  List<Route> routes();
}
