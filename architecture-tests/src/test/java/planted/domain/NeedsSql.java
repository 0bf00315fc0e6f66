package planted.domain;

import java.sql.Connection;

public record NeedsSql(Connection connection) {}
