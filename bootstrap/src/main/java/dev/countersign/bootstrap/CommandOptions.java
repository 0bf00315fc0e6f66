package dev.countersign.bootstrap;

import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings as options of a command. */
final class CommandOptions {
  private static final String CONFIG = "--config";
  private static final String CONFIG_VARIABLE = "COUNTERSIGN_CONFIG";

  private CommandOptions() {}

  static void add(CommandSpec command, List<Setting> settings) {
    addOnly(command, settings);
    command.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(String.class)
            .description("settings as key=value lines, such as port=8080 (" + CONFIG_VARIABLE + ")")
            .build());
  }

  /** Without the file that all settings can stand in, which the command has already. */
  static void addOnly(CommandSpec command, List<Setting> settings) {
    for (var setting : settings) {
      setting.flag().ifPresent(flag -> command.addOption(option(setting, flag)));
    }
  }

  private static OptionSpec option(Setting setting, String flag) {
    var byDefault = setting.byDefault().map(value -> "; default " + value).orElse("");
    return OptionSpec.builder(flag)
        .paramLabel(setting.label().orElseThrow())
        .type(String.class)
        .description("%s (%s%s)".formatted(setting.meaning(), setting.variable(), byDefault))
        .build();
  }

  /** Reads the settings as the command line, the environment and the file have them. */
  static Settings.Reading read(ParseResult parsed, Map<String, String> environment, boolean demo) {
    var flags = new EnumMap<Setting, String>(Setting.class);
    for (var setting : Setting.values()) {
      setting
          .flag()
          .filter(parsed::hasMatchedOption)
          .ifPresent(flag -> flags.put(setting, parsed.<String>matchedOptionValue(flag, "")));
    }
    var file =
        parsed.hasMatchedOption(CONFIG)
            ? Optional.of(parsed.<String>matchedOptionValue(CONFIG, ""))
            : Optional.ofNullable(environment.get(CONFIG_VARIABLE));
    return Settings.read(flags, environment, file.map(Path::of), demo);
  }
}
