package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.credit.analysis.BureauRecords.BureauRecord;
import dev.countersign.application.credit.analysis.BureauRecords.BureauRecord.Kept;
import dev.countersign.application.credit.analysis.BureauRecords.BureauRecord.OutOfOrder;
import dev.countersign.domain.credit.proposal.TaxId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the simulated bureau knows, person by person. */
public abstract class BureauRecordsContract extends PortContract {
  private TaxId person;

  @BeforeEach
  final void meetAnotherPerson() {
    person = new TaxId("X" + people.ada().id().toString().substring(6));
  }

  @Test
  final void nothing_is_known_of_a_stranger() {
    assertThat(on.bureauRecords().find(person)).isEmpty();
  }

  @Test
  final void what_was_put_is_found_and_replaces_what_was_there() {
    for (BureauRecord record :
        List.of(
            new Kept(Optional.of(599), true),
            new OutOfOrder(),
            new Kept(Optional.empty(), false),
            new Kept(Optional.of(0), false))) {
      on.bureauRecords().put(person, record);

      assertThat(on.bureauRecords().find(person)).contains(record);
    }
  }

  @Test
  final void people_are_told_apart_by_every_character() {
    on.bureauRecords().put(person, new OutOfOrder());

    assertThat(on.bureauRecords().find(new TaxId("x" + person.value().substring(1)))).isEmpty();
    assertThat(on.bureauRecords().find(new TaxId(person.value().substring(1)))).isEmpty();
  }

  @Test
  final void many_may_put_at_once() {
    var unused =
        Threads.atOnce(
            8,
            number -> {
              on.bureauRecords().put(person, new Kept(Optional.of(700 + number), false));
              return true;
            });

    assertThat(on.bureauRecords().find(person))
        .hasValueSatisfying(
            record -> assertThat(((Kept) record).rating().orElseThrow()).isBetween(700, 707));
  }
}
