package dev.countersign.application.idempotency;

import dev.countersign.domain.canonical.Hash;
import java.util.regex.Pattern;

/**
 * The name a caller gave to one command, so that sending it again is safe.
 *
 * @param caller whose key it is; two callers may use the same value
 * @param value 1 to 255 visible ASCII characters
 * @param command hash of all that was asked; another hash under the same key is a mistake
 */
public record IdempotencyKey(String caller, String value, Hash command) {
  private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

  public IdempotencyKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a key is 1 to 255 visible ASCII characters");
    }
  }
}
