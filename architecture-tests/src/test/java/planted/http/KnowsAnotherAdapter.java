package planted.http;

import planted.persistence.Rows;

public record KnowsAnotherAdapter(Rows rows) {}
