package dev.countersign.bootstrap.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.PasswordStrength;
import dev.countersign.application.account.PasswordStrength.Guessability;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZxcvbnStrengthTest {
  private static final List<String> ADA =
      List.of("ada", "Ada Lovelace", "countess@analytical.example");

  private final PasswordStrength strength = new ZxcvbnStrength();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1qaz2wsx",
        "q1w2e3r4t5",
        "correcthorse",
        "12345678",
        "20261128",
        "aaaaaaaa",
        "abababab",
        "abcdefgi",
        "password",
        "Password1",
        "P@ssw0rd!",
        "123password123",
        "letmein!!1",
        "qwertyuiop",
        "senha12345",
        "felicidade",
        "benfica1904",
        "Countersign2026!",
        "$unsh1ne",
        "chang3m3!",
        "trustno1!"
      })
  void common_words_keyboard_patterns_sequences_and_dates_are_weak(String password) {
    assertThat(strength.estimate(password, ADA)).isEqualTo(Guessability.COMMON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lovelace", "Lovelace", "lovelace1815", "L0v3l4c3!!", "1815lovelace", "countess1"})
  void what_is_known_of_the_person_is_weak_whatever_its_disguise(String password) {
    assertThat(strength.estimate(password, ADA)).isEqualTo(Guessability.PERSONAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "velvet ladder orbit tundra copper maple quartz ferry nickel onion",
        "velvetladderorbittundracoppermaplequartzferrynickelonion",
        "correct horse battery staple",
        "738264501927364519283746",
        "73826450192",
        "kx9!mq2z",
        "senhor-2b-nao",
        "MyDogAteIt",
        "слон и три кита"
      })
  void unrelated_words_long_random_digits_and_random_characters_are_strong(String password) {
    assertThat(strength.estimate(password, ADA)).isEqualTo(Guessability.STRONG);
  }

  @Test
  void a_long_name_is_no_password_either() {
    var name = "velvet-ladder-orbit-tundra";

    assertThat(strength.estimate(name, List.of(name))).isEqualTo(Guessability.PERSONAL);
  }

  @Test
  void a_strong_end_does_not_make_up_for_a_weak_beginning() {
    assertThat(strength.estimate("a".repeat(20) + "kx9!mq2z", ADA)).isEqualTo(Guessability.COMMON);
  }
}
