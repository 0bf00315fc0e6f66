package planted.domain;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

public record AsksTheWorld(Instant now) {

  public AsksTheWorld() {
    this(Instant.now());
  }

  record ByReference(Supplier<Instant> now) {
    ByReference() {
      this(Instant::now);
    }
  }

  record ForTheDay(LocalDate today) {
    ForTheDay() {
      this(LocalDate.now(ZoneOffset.UTC));
    }
  }

  record ForTheClock(Clock clock) {
    ForTheClock() {
      this(Clock.systemUTC());
    }
  }

  record ForMillis(long millis) {
    ForMillis() {
      this(System.currentTimeMillis());
    }
  }

  record ForAnId(UUID id) {
    ForAnId() {
      this(UUID.randomUUID());
    }
  }

  record ForChance(double chance) {
    ForChance() {
      this(Math.random());
    }
  }

  record ForDice(Random dice) {
    ForDice() {
      this(new Random());
    }
  }

  record ForSecrets(SecureRandom secrets) {
    ForSecrets() {
      this(new SecureRandom());
    }
  }

  record ForTheDiceOfTheThread(ThreadLocalRandom dice) {
    ForTheDiceOfTheThread() {
      this(ThreadLocalRandom.current());
    }
  }
}
