package planted.messaging;

import planted.bootstrap.Wiring;

public record KnowsTheWiring(Wiring wiring) {}
