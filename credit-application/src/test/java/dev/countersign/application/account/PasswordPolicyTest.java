package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.AcceptUser.WeakPassword;
import dev.countersign.application.account.PasswordStrength.Guessability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
  @Test
  void eight_characters_are_enough_and_seven_are_not() {
    assertThat(weakness("kx9!mq2z", Guessability.STRONG)).isEmpty();
    assertThat(weakness("kx9!mq2", Guessability.STRONG))
        .contains(new WeakPassword("Use at least 8 characters."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short1!", "🏠🐈🐕🚲🌲🌵🌷"})
  void a_short_password_is_refused_whatever_the_estimate(String password) {
    assertThat(weakness(password, Guessability.STRONG))
        .contains(new WeakPassword("Use at least 8 characters."));
  }

  @Test
  void a_password_has_at_most_128_characters() {
    var longest = "kx9!mq2z".repeat(16);

    assertThat(weakness(longest, Guessability.STRONG)).isEmpty();
    assertThat(weakness(longest + "a", Guessability.STRONG))
        .contains(new WeakPassword("Use at most 128 characters."));
  }

  @Test
  void a_password_that_is_easily_guessed_is_refused_with_what_to_do() {
    assertThat(weakness("whatever it is", Guessability.COMMON))
        .contains(
            new WeakPassword("This password is easily guessed; use several unrelated words."));
    assertThat(weakness("whatever it is", Guessability.PERSONAL))
        .contains(
            new WeakPassword("Use a password without your own name, username or e-mail address."));
  }

  @Test
  void what_is_known_of_the_person_is_told_to_the_estimator() {
    var told = new ArrayList<String>();
    var policy =
        new PasswordPolicy((password, personal) -> {
          told.addAll(personal);
          return Guessability.STRONG;
        });

    assertThat(policy.weakness(person("whatever it is"))).isEmpty();

    assertThat(told).isEqualTo(List.of("ada", "Ada Almeida", "ada@example.org"));
  }

  private static Optional<WeakPassword> weakness(String password, Guessability estimate) {
    return new PasswordPolicy((estimated, personal) -> estimate).weakness(person(password));
  }

  private static NewUser person(String password) {
    return new NewUser("ada", password, "Ada Almeida", "ada@example.org", "pt");
  }
}
