package dev.countersign.bootstrap.credit;

import dev.countersign.application.credit.analysis.BureauRecordLookup;
import dev.countersign.application.credit.analysis.FactSource;
import dev.countersign.application.credit.analysis.PropertyValuation;
import dev.countersign.application.credit.analysis.SimulatedBureau;
import dev.countersign.bootstrap.platform.Shutdown;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.bureau.credit.analysis.HttpBureau;
import dev.countersign.bureau.credit.analysis.HttpValuation;
import dev.countersign.bureau.credit.analysis.RemoteSource;
import dev.countersign.domain.credit.analysis.BureauReport;
import java.util.List;

/** Whom the analysis asks: others, where the settings name them, or what stands in for them. */
record Sources(Settings settings, SourceObserver observer, Shutdown closing) {
  List<FactSource<?>> all(BureauRecordLookup simulated) {
    return List.of(bureau(simulated), valuation());
  }

  private FactSource<?> bureau(BureauRecordLookup simulated) {
    return observer.observed(
        settings
            .bureau()
            .<FactSource<BureauReport>>map(endpoint -> new HttpBureau(remote(endpoint)))
            .orElseGet(() -> new SimulatedBureau(simulated)));
  }

  private FactSource<?> valuation() {
    return settings
        .valuation()
        .<FactSource<?>>map(endpoint -> observer.observed(new HttpValuation(remote(endpoint))))
        .orElseGet(PropertyValuation::declared);
  }

  private RemoteSource remote(Settings.RemoteEndpoint endpoint) {
    return closing.add(new RemoteSource(endpoint.url(), endpoint.key()));
  }
}
