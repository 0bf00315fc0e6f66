package planted.persistence.event;

import planted.domain.credit.CreditNumber;

public record SharedRowsKnowCredit(CreditNumber creditNumber) {}
