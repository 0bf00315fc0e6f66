package dev.countersign.bootstrap;

import dev.countersign.bootstrap.platform.StartupFailure;
import dev.countersign.bootstrap.platform.Version;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.demo.DemoRun;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The command line: {@code start}, {@code demo}, and commands for backup, restore and checks. */
public final class Main {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private static final String EFFECTIVE_FROM = "--effective-from";

  private static final List<Setting> ALL = List.of(Setting.values());
  private static final List<Setting> OF_THE_DATABASE =
      List.of(Setting.DATA, Setting.DATABASE_URL, Setting.DATABASE_USER, Setting.DATABASE_PASSWORD);

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  Main(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(new Main(System.out, System.err, System.getenv()).run(arguments));
  }

  /**
   * @return the exit code: 0 done, 1 failed, 2 misused
   */
  int run(String... arguments) {
    var commands = commands();
    try {
      var parsed = commands.parseArgs(arguments);
      for (var asked : parsed.asCommandLineList()) {
        if (asked.isUsageHelpRequested()) {
          asked.usage(out);
          return DONE;
        }
      }
      if (!parsed.hasSubcommand()) {
        commands.usage(out);
        return MISUSED;
      }
      return run(parsed.subcommand());
    } catch (CommandLine.ParameterException e) {
      err.println(e.getMessage());
      e.getCommandLine().usage(err);
      return MISUSED;
    }
  }

  private int run(ParseResult command) {
    var name = command.commandSpec().name();
    if (name.equals("version")) {
      out.println("countersign " + Version.get());
      return DONE;
    }
    if (name.equals("policy")) {
      return policy(command);
    }
    boolean demo = name.equals("demo") || command.hasMatchedOption("--demo");
    return switch (CommandOptions.read(command, environment, demo)) {
      case Settings.Invalid invalid -> misused(invalid);
      case Settings.Valid valid -> run(name, command, valid.settings());
    };
  }

  private int policy(ParseResult parent) {
    if (!parent.hasSubcommand()) {
      parent.commandSpec().commandLine().usage(out);
      return MISUSED;
    }
    var command = parent.subcommand();
    var policies = new PolicyCommand(out);
    try {
      switch (command.commandSpec().name()) {
        case "show" -> policies.show(command.matchedPositionalValue(0, PolicyCommand.STANDARD));
        case "check" -> {
          return policies.check(argument(command, 0)) ? DONE : FAILED;
        }
        case "diff" -> policies.diff(argument(command, 0), argument(command, 1));
        default -> {
          return publish(command, policies);
        }
      }
      return DONE;
    } catch (StartupFailure e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private int publish(ParseResult command, PolicyCommand policies) {
    return switch (CommandOptions.read(command, environment, false)) {
      case Settings.Invalid invalid -> misused(invalid);
      case Settings.Valid valid ->
          policies.publish(
                  argument(command, 0),
                  Optional.ofNullable(command.matchedOptionValue(EFFECTIVE_FROM, null)),
                  valid.settings())
              ? DONE
              : FAILED;
    };
  }

  private static String argument(ParseResult command, int index) {
    return command.matchedPositionalValue(index, "");
  }

  private int misused(Settings.Invalid invalid) {
    err.println("Nothing was started. These settings are invalid:");
    invalid.problems().forEach(problem -> err.println("  - " + problem));
    return MISUSED;
  }

  private int run(String name, ParseResult command, Settings settings) {
    if (settings.jsonLog()) {
      LogFormat.json();
    }
    try {
      return switch (name) {
        case "start" -> start(settings);
        case "demo" -> demo(settings, command.hasMatchedOption("--exit"));
        case "verify-audit" -> new VerifyAudit(settings, out).run() ? DONE : FAILED;
        case "backup" -> {
          new Backups(settings, out).make(file(command));
          yield DONE;
        }
        case "restore" -> new Backups(settings, out).restore(file(command)) ? DONE : FAILED;
        case "verify-backup" -> {
          new Backups(settings, out).check(file(command));
          yield DONE;
        }
        case "replay-dead-letters" -> {
          new DeadLettersCommand(settings, Countersign.eventsOf(Countersign.CONTEXTS), out)
              .replay();
          yield DONE;
        }
        default -> throw new IllegalStateException("no command " + name);
      };
    } catch (StartupFailure e) {
      err.println(e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private int start(Settings settings) throws InterruptedException {
    long begun = System.nanoTime();
    var system = Countersign.start(settings, this::tell);
    closeAtTheEnd(system);
    out.printf(
        Locale.ROOT,
        "%nCountersign %s is ready after %.1f s%n%n%s%nStop it with Ctrl-C.%n",
        Version.get(),
        (System.nanoTime() - begun) / 1e9,
        system.addresses());
    return untilStopped();
  }

  private int demo(Settings settings, boolean exit) throws InterruptedException {
    var system = Countersign.start(settings, this::tell);
    closeAtTheEnd(system);
    var demo = new DemoRun(system.apiUrl(), system.demoPassword().orElseThrow(), out);
    boolean succeeded = demo.run();
    if (exit || !succeeded) {
      return succeeded ? DONE : FAILED;
    }
    out.printf("%n%s%n", system.addresses());
    if (settings.demoPassword().isPresent()) {
      demo.inviteWithoutPassword();
    } else {
      demo.invite();
    }
    out.println("Stop it with Ctrl-C.");
    return untilStopped();
  }

  private static void closeAtTheEnd(Countersign system) {
    Runtime.getRuntime().addShutdownHook(new Thread(system::close, "shutdown"));
  }

  /** Until Ctrl-C or a signal: the shutdown hook closes the system then. */
  private static int untilStopped() throws InterruptedException {
    new CountDownLatch(1).await();
    return DONE;
  }

  private void tell(String progress) {
    out.println("  " + progress);
  }

  private static CommandLine commands() {
    var all =
        command("countersign", "Takes a credit request from submission to an explained decision.");
    all.addSubcommand("start", withSettings(start()));
    all.addSubcommand("demo", withSettings(demo()));
    all.addSubcommand(
        "verify-audit",
        ofTheDatabase(
            "verify-audit",
            "Checks the hash chain of the audit trail and names the first bad row."));
    all.addSubcommand(
        "backup",
        ofTheDatabase("backup", "Writes all data to one file while the system keeps running.")
            .addPositional(file("the backup, replaced if it is there")));
    all.addSubcommand(
        "restore",
        ofTheDatabase("restore", "Fills an empty database from a backup, and checks it.")
            .addPositional(file("the backup")));
    all.addSubcommand(
        "verify-backup",
        command("verify-backup", "Checks that a backup is whole and undamaged.")
            .addPositional(file("the backup")));
    all.addSubcommand(
        "replay-dead-letters",
        ofTheDatabase(
            "replay-dead-letters",
            "Brings dead letters to their subscribers again, by way of the outbox."));
    all.addSubcommand("policy", policy());
    all.addSubcommand("version", command("version", "Prints the version."));
    return new CommandLine(all);
  }

  private static CommandSpec policy() {
    var policy = command("policy", "Shows, checks, compares and publishes policies.");
    policy.addSubcommand(
        "show",
        command("show", "Prints a policy, the standard one if no other is named.")
            .addPositional(policy("0", "0..1")));
    policy.addSubcommand(
        "check",
        command("check", "Says what makes no sense about a policy, each with its JSON path.")
            .addPositional(policy("0", "1")));
    policy.addSubcommand(
        "diff",
        command("diff", "Prints where two policies differ.")
            .addPositional(policy("0", "1"))
            .addPositional(policy("1", "1")));
    policy.addSubcommand(
        "publish",
        ofTheDatabase("publish", "Puts a policy in force for new requests, on every node.")
            .addOption(
                OptionSpec.builder(EFFECTIVE_FROM)
                    .paramLabel("INSTANT")
                    .type(Instant.class)
                    .description("such as 2026-06-01T00:00:00Z; now, without it")
                    .build())
            .addPositional(policy("0", "1")));
    return policy;
  }

  private static PositionalParamSpec policy(String index, String arity) {
    return PositionalParamSpec.builder()
        .index(index)
        .paramLabel("FILE")
        .type(String.class)
        .arity(arity)
        .required(arity.equals("1"))
        .description("a policy as JSON, or \"standard\" for the one the product comes with")
        .build();
  }

  private static CommandSpec start() {
    return command("start", "Starts the system and prints its addresses when it is ready.")
        .addOption(
            flag("--demo", "with the users ada, ana, max, dora and root, for trying it out"));
  }

  private static CommandSpec demo() {
    return command(
            "demo", "Starts the system, drives some 200 requests through the API, and stays up.")
        .addOption(flag("--exit", "exit when all requests are done"));
  }

  private static CommandSpec ofTheDatabase(String name, String description) {
    var command = command(name, description);
    CommandOptions.add(command, OF_THE_DATABASE);
    return command;
  }

  private static PositionalParamSpec file(String description) {
    return PositionalParamSpec.builder()
        .paramLabel("FILE")
        .type(Path.class)
        .arity("1")
        .required(true)
        .description(description)
        .build();
  }

  private static Path file(ParseResult command) {
    return command.matchedPositionalValue(0, Path.of(""));
  }

  private static CommandSpec withSettings(CommandSpec command) {
    CommandOptions.add(command, ALL);
    return command;
  }

  private static CommandSpec command(String name, String description) {
    var command = CommandSpec.create().name(name).mixinStandardHelpOptions(false);
    command.usageMessage().description(description).width(100).autoWidth(false);
    command.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("this help").build());
    return command;
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }
}
