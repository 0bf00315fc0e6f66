package planted.mail;

import planted.persistence.Rows;

public record ReadsAnothersRows(Rows rows) {}
