package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who the server runs as. PostgreSQL refuses root, so root starts it in a user namespace of its
 * own, where it has no name and no power but still owns root's files, or, where namespaces are
 * forbidden (as in most containers), as {@code nobody}.
 *
 * @param command what runs a program as this user, before the program's own name; empty for the
 *     user we are
 * @param uid the owner that the server's files must have
 */
record ServerUser(List<String> command, long uid) {
  /**
   * The user that systems keep for whoever has no name; in an unmapped user namespace, everybody.
   */
  private static final int NOBODY = 65534;

  /**
   * Chooses the first way that works.
   *
   * @param home the folder of everything the server needs; it is given to the user chosen
   * @throws EmbeddedPostgresException if none does, saying how each failed
   */
  static ServerUser choose(Path home, Path binaries) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (ServerUser user : candidates(new UnixSystem().getUid())) {
      user.takeAll(home);
      Optional<String> failure = user.tryOut(binaries.resolve("bin/postgres"));
      if (failure.isEmpty()) {
        return user;
      }
      failures.add(failure.get());
    }
    throw new EmbeddedPostgresException(
        """
        PostgreSQL's programs do not run here. Tried:
        %s
        Run Countersign as an ordinary user, or use a server of your own.\
        """
            .formatted(String.join("\n", failures)));
  }

  private static List<ServerUser> candidates(long self) {
    if (self != 0) {
      return List.of(new ServerUser(List.of(), self));
    }
    return List.of(
        new ServerUser(List.of("unshare", "--user"), self),
        new ServerUser(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
            NOBODY));
  }

  private Optional<String> tryOut(Path program) throws InterruptedException {
    List<String> line = commandLine(program, List.of("--version"));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of(line + ": no answer");
      }
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.exitValue() == 0 ? Optional.empty() : Optional.of(line + ": " + said);
    } catch (IOException e) {
      return Optional.of(line + ": " + e.getMessage());
    }
  }

  /** The program and its arguments, run as this user. */
  List<String> commandLine(Path program, List<String> arguments) {
    List<String> line = new ArrayList<>(command);
    line.add(program.toString());
    line.addAll(arguments);
    return line;
  }

  /**
   * Gives the folder and everything in it to this user. The folder is last, and so tells whether
   * that was done.
   */
  private void takeAll(Path folder) throws IOException {
    if (uidOf(folder) == uid) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        take(path);
      }
    }
  }

  /** Gives the file to this user. */
  void take(Path file) throws IOException {
    if (uidOf(file) != uid) {
      Files.setAttribute(file, "unix:uid", (int) uid, NOFOLLOW_LINKS);
    }
  }

  private static int uidOf(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid", NOFOLLOW_LINKS);
  }
}
