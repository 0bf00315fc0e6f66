package planted.bootstrap;

public record Wiring(String parts) {}
