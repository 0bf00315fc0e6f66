package dev.countersign.bootstrap.account;

import dev.countersign.application.account.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) at OWASP's minimum: 19 MiB, two passes, one lane; kept in the PHC string
 * form.
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
  private static final String PREFIX =
      "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY_KIB, PASSES, LANES);

  private final SecureRandom random = new SecureRandom();
  private final Turns turns =
      new Turns(Runtime.getRuntime().availableProcessors(), 64, Duration.ofSeconds(5));

  @Override
  public String hash(String password) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return PREFIX + text(salt) + "$" + text(derive(password, salt));
  }

  @Override
  public boolean matches(String password, String hash) {
    if (!hash.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a hash that starts with " + PREFIX);
    }
    var rest = hash.substring(PREFIX.length());
    int end = rest.indexOf('$');
    var salt = Base64.getDecoder().decode(rest.substring(0, end));
    var wanted = Base64.getDecoder().decode(rest.substring(end + 1));
    return MessageDigest.isEqual(wanted, derive(password, salt));
  }

  @Override
  public boolean matchesNobody(String password) {
    var unused = derive(password, new byte[SALT_BYTES]);
    return false;
  }

  private byte[] derive(String password, byte[] salt) {
    return turns.take(() -> argon2id(password, salt)).orElseThrow(Busy::new);
  }

  private static byte[] argon2id(String password, byte[] salt) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    var hash = new byte[HASH_BYTES];
    var unused = generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
