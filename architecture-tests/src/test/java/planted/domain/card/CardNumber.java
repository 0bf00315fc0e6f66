package planted.domain.card;

public record CardNumber(long number) {}
