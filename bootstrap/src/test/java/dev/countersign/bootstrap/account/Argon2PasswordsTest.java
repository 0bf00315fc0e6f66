package dev.countersign.bootstrap.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.application.account.PasswordHasher;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Argon2PasswordsTest {
  private final Argon2Passwords passwords = new Argon2Passwords();

  @Test
  void a_password_matches_its_own_hash_and_no_other() {
    var hash = passwords.hash("correct horse battery staple");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("correct horse battery staple", hash)).isTrue();
    assertThat(passwords.matches("correct horse battery stapler", hash)).isFalse();
    assertThat(passwords.hash("correct horse battery staple")).isNotEqualTo(hash);
  }

  @Test
  void nobody_has_no_password() {
    assertThat(passwords.matchesNobody("")).isFalse();
  }

  @Test
  void a_hash_of_another_kind_is_an_error_and_not_a_mismatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> passwords.matches("password", "$2b$12$something"));
  }

  @Test
  void more_at_once_than_the_machine_should_make_are_turned_away() throws Exception {
    int wanted = 64 + 4 * Runtime.getRuntime().availableProcessors();
    try (var threads = Executors.newFixedThreadPool(wanted)) {
      var hashes =
          IntStream.range(0, wanted)
              .mapToObj(i -> threads.submit(() -> passwords.hash("password " + i)))
              .toList();
      int turnedAway = 0;
      for (var hash : hashes) {
        try {
          assertThat(hash.get()).startsWith("$argon2id$");
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(PasswordHasher.Busy.class);
          turnedAway++;
        }
      }
      assertThat(turnedAway).isPositive().isLessThan(wanted);
    }
  }
}
