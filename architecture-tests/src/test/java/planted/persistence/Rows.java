package planted.persistence;

public record Rows(int count) {}
