package dev.countersign.bootstrap.account;

import dev.countersign.application.account.PasswordHasher;
import java.time.Duration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Argon2id (RFC 9106) at OWASP's minimum: 19 MiB, two passes, one lane; kept in the PHC string
 * form. Hashes of any other cost verify too.
 *
 * <p>A hash costs a core some 20 ms on purpose. As many run at once as there are processors, the
 * next ones wait a short while, and what is beyond that is turned away: otherwise the log-in would
 * be the way to bring everything else to a halt.
 */
public final class Argon2Passwords implements PasswordHasher {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** So few that they leave most turns of the API to other calls. */
  private static final int WAITING = 8;

  private final PasswordEncoder encoder;
  private final PasswordBulkhead bulkhead =
      new PasswordBulkhead(
          Runtime.getRuntime().availableProcessors(), WAITING, Duration.ofSeconds(2));

  public Argon2Passwords() {
    this(MEMORY_KIB, PASSES);
  }

  /** At another cost. */
  Argon2Passwords(int memoryKib, int passes) {
    encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memoryKib, passes);
  }

  @Override
  public String hash(String password) {
    return bulkhead.execute(() -> encoder.encode(password));
  }

  /**
   * @throws IllegalArgumentException if it is no hash of Argon2
   */
  @Override
  public boolean matches(String password, String hash) {
    // The encoder takes what it can't read for a mismatch, where the cause would stay hidden.
    var unused = needsRehash(hash);
    // It answers an empty password at once, which would tell that the account exists.
    return password.isEmpty()
        ? matchesNobody(password)
        : bulkhead.execute(() -> encoder.matches(password, hash));
  }

  @Override
  public boolean matchesNobody(String password) {
    var unused = hash(password);
    return false;
  }

  /**
   * @throws IllegalArgumentException if it is no hash of Argon2
   */
  @Override
  public boolean needsRehash(String hash) {
    return encoder.upgradeEncoding(hash);
  }
}
