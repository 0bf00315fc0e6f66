package dev.countersign.bootstrap;

import dev.countersign.application.analysis.BureauRecords;
import dev.countersign.application.analysis.CreditBureau;
import dev.countersign.application.analysis.PropertyValuation;
import dev.countersign.application.analysis.SimulatedBureau;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.bootstrap.tracing.Tracing;
import dev.countersign.bureau.analysis.HttpBureau;
import dev.countersign.bureau.analysis.HttpValuation;
import dev.countersign.bureau.analysis.RemoteSource;

/** Whom the analysis asks: others, where the settings name them, or what stands in for them. */
record Sources(Settings settings, RemoteSource.Watch watch, Tracing tracing, Closing closing) {
  CreditBureau bureau(BureauRecords simulated) {
    return tracing.bureau(
        settings
            .bureau()
            .<CreditBureau>map(endpoint -> new HttpBureau(remote(endpoint)))
            .orElseGet(() -> new SimulatedBureau(simulated)));
  }

  PropertyValuation valuation() {
    return settings
        .valuation()
        .map(endpoint -> tracing.valuation(new HttpValuation(remote(endpoint))))
        .orElseGet(PropertyValuation::declared);
  }

  private RemoteSource remote(Settings.RemoteEndpoint endpoint) {
    return closing.add(new RemoteSource(endpoint.url(), endpoint.key(), watch));
  }
}
