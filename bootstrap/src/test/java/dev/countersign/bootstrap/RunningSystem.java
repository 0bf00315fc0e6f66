package dev.countersign.bootstrap;

import dev.countersign.bootstrap.platform.Context;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole product within the test's own process, on free ports and its embedded database. */
public final class RunningSystem {
  private RunningSystem() {}

  public static Countersign start(Path data, String demoPassword) {
    return start(data, demoPassword, Map.of());
  }

  /** The same with some settings more. */
  public static Countersign start(Path data, String demoPassword, Map<Setting, String> more) {
    return start(data, demoPassword, more, Countersign.CONTEXTS);
  }

  /** The same with other contexts. */
  static Countersign start(
      Path data, String demoPassword, Map<Setting, String> more, List<Context> contexts) {
    var flags = new EnumMap<Setting, String>(Setting.class);
    flags.put(Setting.PORT, "0");
    flags.put(Setting.MANAGEMENT_PORT, "0");
    flags.put(Setting.JOBS_DASHBOARD_PORT, "0");
    flags.put(Setting.DATA, data.toString());
    flags.put(Setting.DEMO_PASSWORD, demoPassword);
    flags.putAll(more);
    var reading = Settings.read(flags, Map.of(), Optional.empty(), true);
    return switch (reading) {
      case Settings.Valid valid -> Countersign.start(valid.settings(), progress -> {}, contexts);
      case Settings.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
