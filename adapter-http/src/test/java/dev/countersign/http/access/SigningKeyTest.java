package dev.countersign.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
  @TempDir private Path folder;

  @Test
  void the_first_start_makes_a_key_that_later_ones_find() throws IOException {
    var file = folder.resolve("signing-key.jwk");

    var made = SigningKey.in(file);
    var found = SigningKey.in(file);

    assertThat(found.id()).isEqualTo(made.id());
    assertThat(found.publicJwk()).isEqualTo(made.publicJwk());
    assertThat(found.privateKey()).isEqualTo(made.privateKey());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_file_that_holds_no_key_is_refused() throws IOException {
    var file = folder.resolve("signing-key.jwk");
    for (var text : new String[] {"", "nonsense", "{}", SigningKey.generate().publicJwk()}) {
      Files.writeString(file, text);

      assertThatThrownBy(() -> SigningKey.in(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("signing-key.jwk");
    }
  }

  @Test
  void two_keys_have_two_names_and_no_secret_in_public() {
    var one = SigningKey.generate();
    var other = SigningKey.generate();

    assertThat(one.id()).isNotEqualTo(other.id()).hasSize(43);
    assertThat(one.publicJwk()).contains(one.id()).doesNotContain("\"d\"");
  }

  /** The key of RFC 7517, appendix A.1; its thumbprint was computed apart from this code. */
  @Test
  void a_key_is_named_by_its_thumbprint() {
    var key =
        Jwk.parse(
            """
            {"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
             "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"}
            """);

    assertThat(key.id()).isEqualTo("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
  }
}
