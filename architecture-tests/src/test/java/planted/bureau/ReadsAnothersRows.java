package planted.bureau;

import planted.persistence.Rows;

public record ReadsAnothersRows(Rows rows) {}
