package planted.webhook;

import planted.persistence.Rows;

public record ReadsAnothersRows(Rows rows) {}
