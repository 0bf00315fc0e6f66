package dev.countersign.bureau.credit.analysis;

import dev.countersign.application.credit.analysis.CreditBureau;
import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.proposal.TaxId;
import java.util.Optional;

/**
 * A credit bureau behind HTTP: asked {@code {"taxId": "…"}}, it answers {@code {"rating": 700,
 * "restricted": false}}, without the rating if it keeps none; ratings go from 0 to 1,000.
 */
public final class HttpBureau implements CreditBureau {
  private static final int HIGHEST_RATING = 1_000;

  private final RemoteSource remote;

  public HttpBureau(RemoteSource remote) {
    this.remote = remote;
  }

  public record Question(TaxId taxId) {}

  public record Answer(Optional<Integer> rating, boolean restricted) {
    public Answer {
      if (rating.filter(it -> it < 0 || it > HIGHEST_RATING).isPresent()) {
        throw new IllegalArgumentException("no bureau has a rating of " + rating.get());
      }
    }
  }

  @Override
  public String source() {
    return remote.name();
  }

  @Override
  public BureauReport reportOn(TaxId person) throws Exception {
    var answer = remote.ask(new Question(person), Answer.class);
    return new BureauReport(answer.rating(), answer.restricted());
  }
}
