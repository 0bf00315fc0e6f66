package planted.domain.money;

import planted.domain.credit.CreditNumber;

public record SharedKnowsCredit(CreditNumber creditNumber) {}
