package dev.countersign.mail.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.Account;
import dev.countersign.application.notification.Notification;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everyone is written to in their own language, in words that can't be mistaken for markup. */
class TranslatedEmailsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final TranslatedEmails emails = new TranslatedEmails(Map.of());

  @ParameterizedTest
  @CsvSource({
    "en, Your credit is granted, Dear Ada",
    "pt, O seu crédito foi concedido, Olá Ada",
    "pt-BR, O seu crédito foi concedido, Olá Ada",
    "fr, Votre crédit est accordé, Bonjour Ada",
    "fr_CA, Votre crédit est accordé, Bonjour Ada",
    "de, Your credit is granted, Dear Ada",
    "'', Your credit is granted, Dear Ada"
  })
  void a_letter_is_in_the_language_of_its_recipient(String tag, String subject, String greeting) {
    var email = emails.write(notification("granted", Map.of()), person("Ada", tag));

    assertThat(email.subject()).isEqualTo(subject);
    assertThat(email.text()).startsWith(greeting + ",");
    assertThat(email.html()).contains("<p>" + greeting + ",</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stage-opened",
        "analysed",
        "stage-approved",
        "referred",
        "granted",
        "declined",
        "rejected",
        "expired",
        "stage-reminded",
        "stage-escalated"
      })
  void everything_that_is_told_can_be_written_in_every_language(String type) {
    var told = notification(type, Map.of("stage", "MANAGER"));
    for (var language : new String[] {"en", "pt", "fr"}) {
      var email = emails.write(told, person("Ada", language));
      assertThat(email.subject()).isNotBlank();
      assertThat(email.text()).contains(told.stream().id().toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "en, Stage: credit committee",
    "pt-BR, Etapa: comité de crédito",
    "fr, Étape : head office",
    "de, Stage: credit committee"
  })
  void a_stage_goes_by_the_line_that_the_installation_adds(String tag, String line) {
    var added =
        Map.of(
            "en.stage.HEAD_OFFICE", "credit committee",
            "pt.stage.HEAD_OFFICE", "comité de crédito");

    var email =
        new TranslatedEmails(added)
            .write(
                notification("stage-opened", Map.of("stage", "HEAD_OFFICE")), person("Ada", tag));

    assertThat(email.text()).contains(line);
  }

  @Test
  void a_line_that_the_installation_adds_replaces_ours() {
    var own = new TranslatedEmails(Map.of("fr.stage.MANAGER", "chef d’agence"));
    var told = notification("stage-opened", Map.of("stage", "MANAGER"));

    assertThat(own.write(told, person("Ada", "fr")).text()).contains("chef d’agence");
    assertThat(own.write(told, person("Ada", "pt")).text()).contains("gerente");
  }

  @Test
  void what_people_wrote_stays_text_in_html() {
    var email =
        emails.write(
            notification("referred", Map.of("question", "<b>\"Why\"</b> & how?")),
            person("<script>", "en"));

    assertThat(email.html())
        .contains("&lt;b&gt;&quot;Why&quot;&lt;/b&gt; &amp; how?", "&lt;script&gt;")
        .doesNotContain("<b>", "<script>");
    assertThat(email.text()).contains("<b>\"Why\"</b> & how?");
  }

  private static Notification notification(String type, Map<String, String> facts) {
    return new Notification(
        UUID.randomUUID(),
        new UserId(UUID.randomUUID()),
        1,
        new CreditRequestId(UUID.randomUUID()).stream(),
        type,
        NOW,
        facts,
        Optional.empty());
  }

  private static Account person(String fullName, String locale) {
    return new Account(
        new UserId(UUID.randomUUID()),
        "ada",
        fullName,
        "ada@example.org",
        locale,
        Set.of(Role.APPLICANT),
        true,
        Account.Preferences.ALL,
        "",
        NOW);
  }
}
