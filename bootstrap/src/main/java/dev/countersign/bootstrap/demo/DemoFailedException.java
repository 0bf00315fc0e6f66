package dev.countersign.bootstrap.demo;

/** The system did not answer as it should; the message says to what, and how. */
final class DemoFailedException extends RuntimeException {
  DemoFailedException(String message) {
    super(message);
  }

  DemoFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
