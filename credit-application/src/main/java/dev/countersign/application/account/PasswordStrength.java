package dev.countersign.application.account;

import java.util.List;

/** Estimates how easily a password is guessed. */
@FunctionalInterface
public interface PasswordStrength {
  /**
   * @param password 8 to 128 characters
   * @param personal what is known of the person, such as their names and e-mail address, which
   *     whoever guesses tries early
   * @throws PasswordsBusy if more is estimated at once than the machine should
   */
  Guessability estimate(String password, List<String> personal);

  /** How easily a password is guessed, and by what. */
  enum Guessability {
    /** Not within the number of guesses that an attacker can make. */
    STRONG,
    /** Common words, sequences, dates, keyboard patterns, or too little of anything. */
    COMMON,
    /** What is known of the person is a part of what makes it weak. */
    PERSONAL
  }
}
