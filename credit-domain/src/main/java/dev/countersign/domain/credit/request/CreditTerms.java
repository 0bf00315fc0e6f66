package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.money.Money;

/** What is asked for in one line: the part of a proposal that outlives its analysis. */
public record CreditTerms(ProductCode product, Money amount, int termMonths) {
  static CreditTerms of(Proposal proposal) {
    return new CreditTerms(proposal.product(), proposal.amount(), proposal.termMonths());
  }
}
