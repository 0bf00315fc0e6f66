package planted.http;

import planted.application.Shelf;

public record CallsADrivenPort(Shelf shelf) {}
