package planted.jobs;

import planted.persistence.Rows;

public record ReadsAnothersRows(Rows rows) {}
