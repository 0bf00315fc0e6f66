package dev.countersign.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The promise that what the server acknowledged is still there after a crash. */
public final class Durability {
  private static final String SETTINGS_THAT_ARE_OFF =
      """
      SELECT name FROM pg_settings
      WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
      ORDER BY name
      """;

  private Durability() {}

  /**
   * Makes sure that the server of this connection keeps the promise, as set for the connection's
   * user and database.
   *
   * @throws NotDurableException if {@code fsync}, {@code full_page_writes} or {@code
   *     synchronous_commit} is off
   */
  public static void require(Connection connection) throws SQLException {
    List<String> off = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(SETTINGS_THAT_ARE_OFF);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        off.add(rows.getString("name"));
      }
    }
    if (!off.isEmpty()) {
      throw new NotDurableException(off);
    }
  }
}
