package dev.countersign.bootstrap.acceptance;

import dev.countersign.bootstrap.Api;
import dev.countersign.bootstrap.Countersign;
import dev.countersign.bootstrap.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The running product, with everyone who calls it logged in. */
final class Product implements AutoCloseable {
  static final String PASSWORD = "a wandering albatross, at dawn";

  /** Names and keys that no other test uses. */
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final Path data;
  final Countersign system;
  final Api anyone;
  final Api ada;
  final Api ana;
  final Api max;
  final Api dora;
  final Api root;

  /** Starts it once, whatever the number of tests that ask for it, and stops it after the last. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Product.class;
    }

    @Override
    public Product resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Product.class))
          .computeIfAbsent(Product.class, type -> new Product(), Product.class);
    }
  }

  private Product() {
    try {
      data = Files.createTempDirectory("countersign-acceptance");
      system = RunningSystem.start(data, PASSWORD);
      anyone = Api.anonymous(system.apiUrl());
      ada = anyone.logIn("ada", PASSWORD);
      ana = anyone.logIn("ana", PASSWORD);
      max = anyone.logIn("max", PASSWORD);
      dora = anyone.logIn("dora", PASSWORD);
      root = anyone.logIn("root", PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String unique(String word) {
    return word + NEXT.incrementAndGet();
  }

  /** A tax id that no other test uses. */
  static String newTaxId() {
    return String.valueOf(20_000_000_000L + NEXT.incrementAndGet());
  }

  @Override
  public void close() throws IOException {
    system.close();
    try (var files = Files.walk(data)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
