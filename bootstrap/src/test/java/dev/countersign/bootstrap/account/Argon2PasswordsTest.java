package dev.countersign.bootstrap.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
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
  void a_hash_of_another_cost_matches_and_only_a_cheaper_one_is_to_be_made_anew() {
    var cheaper = new Argon2Passwords(4_096, 1).hash("correct horse battery staple");
    var dearer = new Argon2Passwords(32_768, 3).hash("correct horse battery staple");

    assertThat(cheaper).startsWith("$argon2id$v=19$m=4096,t=1,p=1$");
    for (var hash : List.of(cheaper, dearer)) {
      assertThat(passwords.matches("correct horse battery staple", hash)).isTrue();
      assertThat(passwords.matches("correct horse battery stapler", hash)).isFalse();
    }
    assertThat(passwords.needsRehash(cheaper)).isTrue();
    assertThat(passwords.needsRehash(dearer)).isFalse();
    assertThat(passwords.needsRehash(passwords.hash("correct horse battery staple"))).isFalse();
  }

  @Test
  void a_hash_from_before_the_encoder_was_changed_matches() {
    assertThat(
            passwords.matches(
                "palavra-passe à prova",
                "$argon2id$v=19$m=19456,t=2,p=1$l2UJ5co4joiXxnCzwOHhog$s6YB3l9YxeceQirvEjCoY1IUv54J5G89AMM4G0nQaCc"))
        .isTrue();
  }

  @Test
  void an_empty_password_matches_nothing() {
    assertThat(passwords.matches("", passwords.hash("correct horse battery staple"))).isFalse();
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
