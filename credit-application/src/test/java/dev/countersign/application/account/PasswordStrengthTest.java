package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordStrengthTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "tr0ub4dor",
        "abcdefgi",
        "12345678a!b",
        "senhor-2b-nao",
        "MyDogAteIt",
        "密码密码是这样的吗",
        "слон и три кита",
        "adalovelace1815x"
      })
  void a_password_nobody_tries_first_is_good(String password) {
    assertThat(PasswordStrength.weakness(password, "ada")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', at least 8",
    "short1!, at least 8",
    "🏠🐈🐕🚲🌲🌵🌷, at least 8",
    "aaaaaaaa, more different",
    "abababab, more different",
    "12121212, more different",
    "12345678, tried first",
    "1234567890, tried first",
    "password, tried first",
    "Password1, tried first",
    "P@ssw0rd!, tried first",
    "123password123, tried first",
    "letmein!!1, tried first",
    "qwertyuiop, tried first",
    "1qwertz1234, tried first",
    "senha12345, tried first",
    "Countersign2026!, tried first",
    "$unsh1ne, tried first",
    "chang3m3!, tried first",
    "P4ssw0rd1, tried first",
    "73826450192, tried first",
    "trustno1!, tried first"
  })
  void a_password_that_is_easily_guessed_is_refused_with_the_reason(String password, String why) {
    assertThat(PasswordStrength.weakness(password, "ada"))
        .hasValueSatisfying(weakness -> assertThat(weakness).contains(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lovelace", "Lovelace", "lovelace1815", "L0v3l4c3!!", "1815lovelace"})
  void one_s_own_name_is_no_password_whatever_its_disguise(String password) {
    assertThat(PasswordStrength.weakness(password, "Lovelace"))
        .contains("Do not use your own username.");
  }

  @Test
  void eight_characters_are_enough_and_seven_are_not() {
    assertThat(PasswordStrength.weakness("kx9!mq2z", "ada")).isEmpty();
    assertThat(PasswordStrength.weakness("kx9!mq2", "ada")).isPresent();
  }

  @Test
  void a_password_has_at_most_128_characters() {
    var longest = "kx9!mq2z".repeat(16);

    assertThat(PasswordStrength.weakness(longest, "ada")).isEmpty();
    assertThat(PasswordStrength.weakness(longest + "a", "ada"))
        .contains("Use at most 128 characters.");
  }
}
