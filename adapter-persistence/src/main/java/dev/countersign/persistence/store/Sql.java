package dev.countersign.persistence.store;

import java.util.List;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;

/**
 * A statement with named parameters, parsed once by Jdbi.
 *
 * @param named as it was written
 * @param positional with a question mark for each parameter
 * @param parameters their names in the order of the marks
 */
public record Sql(String named, String positional, List<String> parameters) {
  private static final SqlParser PARSER = new ColonPrefixSqlParser();

  public Sql {
    parameters = List.copyOf(parameters);
  }

  /** Reads a text with parameters such as {@code :id}. */
  public static Sql of(String named) {
    var parsed = PARSER.parse(named, null);
    return new Sql(named, parsed.getSql(), parsed.getParameters().getParameterNames());
  }
}
