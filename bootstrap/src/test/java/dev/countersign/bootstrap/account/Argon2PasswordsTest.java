package dev.countersign.bootstrap.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
}
