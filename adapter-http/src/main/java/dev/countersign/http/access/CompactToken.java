package dev.countersign.http.access;

import dev.countersign.application.account.AccessIdentity;
import dev.countersign.application.account.SessionId;
import dev.countersign.domain.party.UserId;
import dev.countersign.http.json.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An access token as it was sent, read strictly before anything in it is believed: three parts in
 * URL-safe Base64, each of the first two one JSON object without duplicate members, and every
 * member we rely on of its type. Whether its signature is good is for others to verify.
 */
record CompactToken(JsonNode header, JsonNode claims) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

  /**
   * Reads a token.
   *
   * @throws IllegalArgumentException if it has another form
   */
  static CompactToken parse(String token) {
    var parts = FORM.matcher(token);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not three parts in Base64");
    }
    return new CompactToken(object(parts.group(1)), object(parts.group(2)));
  }

  private static JsonNode object(String part) {
    var value = Json.parse(Base64.getUrlDecoder().decode(part));
    if (!value.isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return value;
  }

  /**
   * The name of the key that signed it, if it is of this type and algorithm, and asks for nothing
   * that we would have to understand (RFC 7515, section 4.1.11).
   */
  Optional<String> keyId(String type, String algorithm) {
    return text(header, "typ").filter(type::equals).isPresent()
            && text(header, "alg").filter(algorithm::equals).isPresent()
            && !header.has("crit")
        ? text(header, "kid")
        : Optional.empty();
  }

  /**
   * What it says.
   *
   * @throws IllegalArgumentException if something is missing or of another type
   */
  AccessToken read(String keyId) {
    var unused = time("nbf");
    return new AccessToken(
        new AccessIdentity(
            new UserId(id("sub")), claim("preferred_username"), new SessionId(id("sid"))),
        time("exp"),
        keyId);
  }

  private UUID id(String name) {
    var text = claim(name);
    var id = UUID.fromString(text);
    if (!id.toString().equals(text)) {
      throw new IllegalArgumentException(name + " is no id");
    }
    return id;
  }

  private Instant time(String name) {
    var seconds = claims.get(name);
    if (seconds == null || !seconds.isIntegralNumber() || !seconds.canConvertToLong()) {
      throw new IllegalArgumentException(name + " is no time");
    }
    return Instant.ofEpochSecond(seconds.longValue());
  }

  private String claim(String name) {
    return text(claims, name).orElseThrow(() -> new IllegalArgumentException(name + " is no text"));
  }

  private static Optional<String> text(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue);
  }
}
