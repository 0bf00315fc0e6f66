package planted.application;

import planted.persistence.Rows;

public record KnowsAnAdapter(Rows rows) {}
