package dev.countersign.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void a_file_that_does_not_pass_its_check_leaves_the_one_before() throws IOException {
    var kept = Files.writeString(folder.resolve("checked.backup"), "the one before");

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> {
          var unused =
              AtomicFile.write(
                  kept,
                  out -> {
                    out.write(1);
                    return 1;
                  },
                  written -> BackupFile.open(written).close());
        });

    assertThat(kept).hasContent("the one before");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }
}
