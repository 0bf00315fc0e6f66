package planted.http.credit;

import planted.domain.cashback.CashbackNumber;

public record CreditEndpointKnowsCashback(CashbackNumber cashbackNumber) {}
