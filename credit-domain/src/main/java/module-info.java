/** The rules of credit, as a library that needs the JDK alone. */
module dev.countersign.domain {
  requires static org.jspecify;
}
