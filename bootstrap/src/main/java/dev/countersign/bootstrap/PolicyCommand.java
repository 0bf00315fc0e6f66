package dev.countersign.bootstrap;

import dev.countersign.application.credit.policy.PublishPolicy;
import dev.countersign.application.credit.policy.PublishPolicyHandler;
import dev.countersign.application.credit.policy.Publisher;
import dev.countersign.bootstrap.platform.DatabaseAccess;
import dev.countersign.bootstrap.platform.StartupFailure;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.JsonValue;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PolicyFlaw;
import dev.countersign.domain.credit.policy.PolicyReview;
import dev.countersign.domain.credit.policy.PolicyReview.Reading;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.persistence.Database;
import dev.countersign.persistence.credit.policy.JdbiPolicyStore;
import dev.countersign.postgres.EmbeddedPostgresException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows, checks and compares policies in files, and publishes one. */
final class PolicyCommand {
  /** What stands for the policy that the product comes with, where a file is asked for. */
  static final String STANDARD = "standard";

  private final PrintStream out;

  PolicyCommand(PrintStream out) {
    this.out = out;
  }

  /** Prints a policy for people to start from. */
  void show(String file) {
    out.println(JsonValue.parse(text(file)).indented());
  }

  /** Says what makes no sense about a policy, and returns whether it does. */
  boolean check(String file) {
    return switch (read(file)) {
      case PolicyReview.Sound sound -> {
        tell(sound.policy());
        out.println("The policy makes sense.");
        yield true;
      }
      case PolicyReview.Flawed flawed -> {
        tell(flawed.flaws());
        yield false;
      }
    };
  }

  /** Prints a line for each place at which two policies differ. */
  void diff(String one, String other) {
    var differences = canonical(one).differences(canonical(other));
    differences.forEach(out::println);
    if (differences.isEmpty()) {
      out.println("No difference.");
    }
  }

  /**
   * Publishes a policy and returns whether it is in force then.
   *
   * @throws StartupFailure with what is in the way
   */
  boolean publish(String file, Optional<Instant> effectiveFrom, Settings settings) {
    return switch (read(file)) {
      case PolicyReview.Sound sound -> publish(sound.policy(), effectiveFrom, settings);
      case PolicyReview.Flawed flawed -> {
        tell(flawed.flaws());
        yield false;
      }
    };
  }

  private boolean publish(CreditPolicy policy, Optional<Instant> effectiveFrom, Settings settings) {
    // As precise as the database keeps it.
    var clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    try (var access = DatabaseAccess.toLookAt(settings, progress -> out.println("  " + progress));
        var database =
            Database.open(access.url(), access.user(), access.password(), 2, clock, () -> {})) {
      var publish =
          new PublishPolicyHandler(
              database.transactions(JdbiPolicyStore::new), database.policies(), clock);
      return tell(publish.handle(new PublishPolicy.Command(policy, effectiveFrom, operator())));
    } catch (EmbeddedPostgresException e) {
      throw new StartupFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private boolean tell(PublishPolicy.Outcome outcome) {
    switch (outcome) {
      case PublishPolicy.Published published -> {
        tell(published.policy().policy());
        out.println("In force from " + published.policy().since() + ".");
        return true;
      }
      case PublishPolicy.AlreadyInForce already -> {
        out.println("It is in force since " + already.policy().since() + ": nothing was changed.");
        return true;
      }
      case PublishPolicy.Flawed flawed -> tell(flawed.flaws());
      case PublishPolicy.VersionTaken taken ->
          out.printf(
              "The version %s stands for another policy: give this one another version.%n",
              taken.by().version());
      case PublishPolicy.OutOfTime time ->
          out.printf("It can take effect from %s to %s.%n", time.earliest(), time.latest());
    }
    return false;
  }

  private void tell(CreditPolicy policy) {
    out.printf("  %-16s %s%n", "Version", policy.version());
    out.printf("  %-16s %s%n", "Hash", policy.ref().hash());
  }

  private void tell(List<PolicyFlaw> flaws) {
    flaws.forEach(flaw -> out.println("  " + flaw));
    out.println("The policy makes no sense like this.");
  }

  /** Whoever sits at this machine. */
  private static Publisher operator() {
    try {
      return new Publisher.Operator(
          System.getProperty("user.name"), InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return new Publisher.Operator(System.getProperty("user.name"), "localhost");
    }
  }

  private static JsonValue canonical(String file) {
    return switch (read(file)) {
      case PolicyReview.Sound sound -> JsonValue.parse(CanonicalJson.write(sound.policy()));
      case PolicyReview.Flawed flawed ->
          throw new StartupFailure(
              "%s can't be compared. %s".formatted(file, flawed.flaws().getFirst()));
    };
  }

  private static Reading read(String file) {
    return PolicyReview.read(text(file));
  }

  private static String text(String file) {
    if (file.equals(STANDARD)) {
      return CanonicalJson.write(StandardPolicy.get());
    }
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new StartupFailure(file + " can't be read: " + e, e);
    }
  }
}
