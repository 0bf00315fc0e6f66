package dev.countersign.format;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The Java files under a folder, without what a build made and what stands in hidden folders. */
record Sources(Path root) {

  private static final Set<String> GENERATED = Set.of("target", "node_modules");

  /** The files whose text is not what the formatter would make of it, in no promised order. */
  List<Path> unformatted() {
    return javaFiles().stream().filter(file -> !read(file).equals(formatted(file))).toList();
  }

  void format() {
    for (Path file : unformatted()) {
      write(file, formatted(file));
    }
  }

  private List<Path> javaFiles() {
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              var name = folder.getFileName().toString();
              var skipped = GENERATED.contains(name) || name.startsWith(".");
              return skipped && !folder.equals(root)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".java")) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableList(found);
  }

  private static String formatted(Path file) {
    try {
      var formatter = new Formatter();
      return StringWrapper.wrap(formatter.formatSourceAndFixImports(read(file)), formatter);
    } catch (FormatterException e) {
      throw new IllegalStateException(file + " is not Java: " + e.getMessage(), e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
