package dev.countersign.domain.request;

import dev.countersign.domain.money.Money;
import dev.countersign.domain.proposal.ProductCode;
import dev.countersign.domain.proposal.Proposal;

/** What is asked for in one line: the part of a proposal that outlives its analysis. */
public record CreditTerms(ProductCode product, Money amount, int termMonths) {
  static CreditTerms of(Proposal proposal) {
    return new CreditTerms(proposal.product(), proposal.amount(), proposal.termMonths());
  }
}
