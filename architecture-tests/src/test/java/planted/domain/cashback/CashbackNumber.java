package planted.domain.cashback;

public record CashbackNumber(long number) {}
