package planted.domain.util;

public record Anything() {}
