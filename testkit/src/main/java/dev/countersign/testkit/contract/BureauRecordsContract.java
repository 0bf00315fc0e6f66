package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.credit.analysis.BureauRecord;
import dev.countersign.application.credit.analysis.BureauRecord.Kept;
import dev.countersign.application.credit.analysis.BureauRecord.OutOfOrder;
import dev.countersign.domain.credit.proposal.TaxId;
import java.util.List;
import java.util.Locale;
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
      put(record);

      assertThat(on.bureauRecords().find(person)).contains(record);
    }
  }

  @Test
  final void people_are_told_apart_by_every_character() {
    put(new OutOfOrder());

    assertThat(on.bureauRecords().find(new TaxId("Y" + person.value().substring(1)))).isEmpty();
    assertThat(on.bureauRecords().find(new TaxId(person.value().substring(1)))).isEmpty();
  }

  @Test
  final void a_person_is_found_by_every_way_to_write_the_tax_id() {
    var letters = person.value().replace("-", "");
    on.transactions()
        .run(store ->
            store
                .bureauRecords()
                .put(new TaxId(letters.toLowerCase(Locale.ROOT)), new OutOfOrder()));

    for (var written :
        List.of(letters, person.value(), letters.substring(0, 4) + "." + letters.substring(4))) {
      assertThat(on.bureauRecords().find(new TaxId(written)))
          .as(written)
          .contains(new OutOfOrder());
    }
  }

  @Test
  final void a_record_is_seen_by_its_transaction_at_once_and_by_others_after_it() {
    var seen =
        inTransaction(store -> {
          store.bureauRecords().put(person, new OutOfOrder());
          return List.of(
              store.bureauRecords().find(person),
              Threads.atOnce(1, number -> on.bureauRecords().find(person)).getFirst());
        });

    assertThat(seen).containsExactly(Optional.of(new OutOfOrder()), Optional.empty());
    assertThat(on.bureauRecords().find(person)).contains(new OutOfOrder());
  }

  @Test
  final void a_record_that_was_rolled_back_never_was() {
    put(new OutOfOrder());

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  store.bureauRecords().put(person, new Kept(Optional.of(1), true));
                  throw new IllegalStateException("undone");
                }))
        .hasMessage("undone");

    assertThat(on.bureauRecords().find(person)).contains(new OutOfOrder());
  }

  @Test
  final void many_may_put_at_once() {
    var unused =
        Threads.atOnce(
            8,
            number -> {
              put(new Kept(Optional.of(700 + number), false));
              return true;
            });

    assertThat(on.bureauRecords().find(person))
        .hasValueSatisfying(
            record -> assertThat(((Kept) record).rating().orElseThrow()).isBetween(700, 707));
  }

  private void put(BureauRecord record) {
    on.transactions().run(store -> store.bureauRecords().put(person, record));
  }
}
