package planted.domain.unmarked;

public record Unmarked() {}
