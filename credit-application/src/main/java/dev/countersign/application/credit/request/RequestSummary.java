package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.request.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many requests there are, by what they have in common.
 *
 * @param byStage in a fixed order
 */
public record RequestSummary(
    long total,
    Map<Status, Long> byStatus,
    Map<Stage, Long> byStage,
    Map<ProductCode, Long> byProduct) {
  public RequestSummary {
    byStatus = Map.copyOf(byStatus);
    byStage = Collections.unmodifiableMap(new LinkedHashMap<>(byStage));
    byProduct = Map.copyOf(byProduct);
  }

  /** The same with these stages first, counted as 0 where nothing waits. */
  RequestSummary withStages(List<Stage> stages) {
    var counts = new LinkedHashMap<Stage, Long>();
    stages.forEach(stage -> counts.put(stage, 0L));
    counts.putAll(byStage);
    return new RequestSummary(total, byStatus, counts, byProduct);
  }
}
