package dev.countersign.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON mapper, with every option that matters set explicitly. */
public final class Json {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER_LENGTH = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              included -> included.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  private Json() {}

  /** Writes a record. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * Reads exactly one JSON value in well-formed UTF-8, without duplicate members.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static JsonNode parse(byte[] text) {
    try {
      return MAPPER.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
    } catch (CharacterCodingException
        | JacksonException
        | NumberFormatException
        | ArithmeticException e) {
      throw new IllegalArgumentException("not one JSON value in UTF-8", e);
    }
  }

  /** Reads a body, which must be exactly one JSON value without duplicate members. */
  public static JsonNode read(byte[] body) {
    if (body.length == 0) {
      throw malformed("Send a JSON object as the body.");
    }
    try {
      return MAPPER.readTree(body);
    } catch (StreamConstraintsException e) {
      throw malformed("Nest at most %d levels and keep numbers short.".formatted(MAX_DEPTH));
    } catch (NumberFormatException | ArithmeticException e) {
      throw malformed("Keep numbers and their exponents short.");
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw malformed(
          "Something is wrong at line %d, column %d."
              .formatted(place.getLineNr(), place.getColumnNr()));
    }
  }

  private static RuntimeException malformed(String detail) {
    return Problem.of(ProblemType.MALFORMED_JSON, detail).asException();
  }
}
