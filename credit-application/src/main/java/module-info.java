/** The use cases, and the ports they drive. */
module dev.countersign.application {
  requires transitive dev.countersign.domain;
  requires transitive jakarta.inject;
  requires static org.jspecify;
}
