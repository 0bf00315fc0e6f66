package dev.countersign.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
  /** The example that the libraries of Standard Webhooks are held against. */
  @Test
  void a_signature_is_the_one_of_the_standard() {
    var secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_secret_tells_nothing_of_itself() {
    var secret = WebhookSecret.of(new byte[32]);

    assertThat(secret.toString()).isEqualTo("whsec_…");
    assertThat(new WebhookSecret(secret.text())).isEqualTo(secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whsec_", "whsec_MfKQ", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
  void what_is_too_short_or_no_secret_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSecret(text));
  }
}
