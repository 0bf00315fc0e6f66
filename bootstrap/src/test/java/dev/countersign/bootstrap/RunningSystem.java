package dev.countersign.bootstrap;

import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The whole product within the test's own process, on free ports and its embedded database. */
public final class RunningSystem {
  private RunningSystem() {}

  public static Countersign start(Path data, String demoPassword) {
    var reading =
        Settings.read(
            Map.of(
                Setting.PORT,
                "0",
                Setting.MANAGEMENT_PORT,
                "0",
                Setting.JOBS_DASHBOARD_PORT,
                "0",
                Setting.DATA,
                data.toString(),
                Setting.DEMO_PASSWORD,
                demoPassword),
            Map.of(),
            Optional.empty(),
            true);
    return switch (reading) {
      case Settings.Valid valid -> Countersign.start(valid.settings(), progress -> {});
      case Settings.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
