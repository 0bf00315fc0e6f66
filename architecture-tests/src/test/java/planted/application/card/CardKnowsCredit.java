package planted.application.card;

import planted.domain.credit.CreditNumber;

public record CardKnowsCredit(CreditNumber creditNumber) {}
