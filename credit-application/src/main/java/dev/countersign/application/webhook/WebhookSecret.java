package dev.countersign.application.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What we and a receiver share, so that it knows us by what we sign.
 *
 * @param text {@code whsec_} and 24 to 64 bytes in Base64
 */
public record WebhookSecret(String text) {
  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";

  public WebhookSecret {
    int length = key(text).length;
    if (length < 24 || length > 64) {
      throw new IllegalArgumentException("a secret has 24 to 64 bytes, not " + length);
    }
  }

  /**
   * @param random 24 to 64 bytes that nobody can guess
   */
  public static WebhookSecret of(byte[] random) {
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(random));
  }

  /** The signature of a text, as {@code v1,} and an HMAC-SHA256 in Base64. */
  public String sign(String signed) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key(text), HMAC));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK knows HmacSHA256", e);
    }
  }

  private static byte[] key(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a secret begins with " + PREFIX);
    }
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
