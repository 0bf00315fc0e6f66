package dev.countersign.bootstrap;

import dev.countersign.application.credit.analysis.BureauRecords;
import dev.countersign.application.credit.analysis.CreditBureau;
import dev.countersign.application.credit.analysis.PropertyValuation;
import dev.countersign.application.credit.analysis.SimulatedBureau;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.bootstrap.tracing.Tracing;
import dev.countersign.bureau.credit.analysis.HttpBureau;
import dev.countersign.bureau.credit.analysis.HttpValuation;
import dev.countersign.bureau.credit.analysis.RemoteSource;

/** Whom the analysis asks: others, where the settings name them, or what stands in for them. */
record Sources(Settings settings, RemoteSource.Watch watch, Tracing tracing, Shutdown closing) {
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
