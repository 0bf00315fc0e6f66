package dev.countersign.application.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.credit.analysis.BureauRecord.Kept;
import dev.countersign.application.credit.analysis.BureauRecord.OutOfOrder;
import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.memory.InMemoryDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedBureauTest {
  private static final TaxId PERSON = new TaxId("15350946056");

  private final InMemoryDatabase database = new InMemoryDatabase(MutableClock.at(Instant.EPOCH));
  private final SimulatedBureau bureau = new SimulatedBureau(database.bureauRecords());

  @Test
  void it_says_what_it_is() {
    assertThat(bureau.source()).isEqualTo("bureau-simulator");
  }

  @Test
  void a_person_it_does_not_know_is_rated_700_without_a_restriction() throws Exception {
    assertThat(bureau.reportOn(PERSON)).isEqualTo(new BureauReport(Optional.of(700), false));
  }

  @Test
  void it_answers_what_it_was_told() throws Exception {
    put(new Kept(Optional.of(599), true));
    assertThat(bureau.reportOn(PERSON)).isEqualTo(new BureauReport(Optional.of(599), true));

    put(new Kept(Optional.empty(), false));
    assertThat(bureau.reportOn(PERSON)).isEqualTo(new BureauReport(Optional.empty(), false));
  }

  @Test
  void it_can_be_out_of_order() {
    put(new OutOfOrder());

    assertThatThrownBy(() -> bureau.reportOn(PERSON)).isInstanceOf(IOException.class);
  }

  private void put(BureauRecord record) {
    database.run(store -> store.bureauRecords().put(PERSON, record));
  }
}
