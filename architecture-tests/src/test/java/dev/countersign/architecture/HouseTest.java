package dev.countersign.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HouseTest {

  private static final String ROOT = "dev.countersign";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages(ROOT);

  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

  @ParameterizedTest
  @EnumSource
  void the_house_keeps(HouseRule rule) {
    rule.in(ROOT).check(HOUSE);
  }

  @ParameterizedTest
  @EnumSource
  void every_violator_is_caught_by(HouseRule rule) {
    var caught = rule.in("planted").evaluate(PLANTED).getFailureReport().toString();

    assertThat(rule.violators())
        .isNotEmpty()
        .allSatisfy(violator ->
            assertThat(caught).containsPattern("<" + Pattern.quote(violator.getName()) + "[.>]"));
  }

  @Test
  void driven_ports_are_known_by_their_adapters() {
    assertThat(HOUSE)
        .filteredOn(type -> HouseRule.isDrivenPort(ROOT, type))
        .extracting(JavaClass::getSimpleName)
        .contains("AccountStore", "AuditViews", "Mailer", "Outbox", "Policies", "RequestViews")
        .doesNotContain("DecideStage", "LiveTransport", "TokenIssuer");
  }

  @Test
  void the_rules_know_every_layer_and_no_other() {
    var layers =
        HOUSE.stream()
            .map(javaClass -> javaClass.getPackageName().substring(ROOT.length() + 1))
            .map(name -> name.replaceFirst("\\..*", ""))
            .collect(toSet());

    assertThat(layers).isEqualTo(HouseRule.LAYERS);
  }
}
