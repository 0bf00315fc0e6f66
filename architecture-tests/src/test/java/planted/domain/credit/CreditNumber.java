package planted.domain.credit;

public record CreditNumber(long number) {}
