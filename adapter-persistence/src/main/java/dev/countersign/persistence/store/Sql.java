package dev.countersign.persistence.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;

/** A statement with parameters such as {@code :id}, read once by Jdbi's parser. */
public final class Sql {
  private static final SqlParser PARSER = new ColonPrefixSqlParser();

  private final String text;
  private final Map<String, Integer> places;
  private final int[] marks;
  private final boolean takesRows;

  private Sql(String text, Map<String, Integer> places, int[] marks, boolean takesRows) {
    this.text = text;
    this.places = places;
    this.marks = marks;
    this.takesRows = takesRows;
  }

  /** A statement for the values of one {@link Write}. */
  public static Sql of(String named) {
    var parsed = PARSER.parse(named, null);
    var names = parsed.getParameters().getParameterNames();
    var places = places(names);
    var marks = names.stream().mapToInt(places::get).toArray();
    return new Sql(parsed.getSql(), places, marks, false);
  }

  /**
   * A statement for the values of several writes at once, which costs little more than for those of
   * one. They are the rows of a table {@code given}, each parameter a column of it.
   *
   * @param named what follows on {@code with given as (…)}
   */
  public static Sql ofRows(String named) {
    var parsed = PARSER.parse(named, null);
    var names = parsed.getParameters().getParameterNames();
    var places = places(names);
    var given =
        places.keySet().stream()
            .map(name -> "unnest(?::text[]) as " + name)
            .collect(Collectors.joining(", ", "with given as (select ", ")\n"));
    var marks = places.values().stream().mapToInt(place -> place).toArray();
    return new Sql(given + columns(parsed.getSql(), names), places, marks, true);
  }

  private static Map<String, Integer> places(List<String> names) {
    var places = new LinkedHashMap<String, Integer>();
    for (var name : names) {
      var unused = places.putIfAbsent(name, places.size());
    }
    return places;
  }

  private static String columns(String positional, List<String> names) {
    var parts = positional.split("\\?", -1);
    var text = new StringBuilder(parts[0]);
    for (int i = 0; i < names.size(); i++) {
      text.append("given.").append(names.get(i)).append(parts[i + 1]);
    }
    return text.toString();
  }

  /** As it goes to the database, with a question mark for each parameter. */
  String text() {
    return text;
  }

  /** Whether it can be done for several writes at once. */
  boolean takesRows() {
    return takesRows;
  }

  /** How many values it needs. */
  int size() {
    return places.size();
  }

  /** For each question mark, the place of its value. */
  int[] marks() {
    return marks;
  }

  /** The place of a parameter's value; absent if it has no such parameter. */
  Optional<Integer> place(String parameter) {
    return Optional.ofNullable(places.get(parameter));
  }
}
