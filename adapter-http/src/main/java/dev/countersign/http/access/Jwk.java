package dev.countersign.http.access;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.http.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A key on the curve P-256 as a JSON Web Key (RFC 7517 and 7518).
 *
 * @param x of the public point, 32 bytes in URL-safe Base64, as all of them
 * @param d the private key; absent in a public one
 */
record Jwk(String x, String y, Optional<String> d) {
  private static final int BYTES = 32;

  static Jwk of(ECPublicKey key) {
    return new Jwk(
        encode(key.getW().getAffineX()), encode(key.getW().getAffineY()), Optional.empty());
  }

  static Jwk of(ECPublicKey publicKey, ECPrivateKey privateKey) {
    var half = of(publicKey);
    return new Jwk(half.x, half.y, Optional.of(encode(privateKey.getS())));
  }

  /**
   * Reads the text of a key.
   *
   * @throws IllegalArgumentException if it is none on this curve
   */
  static Jwk parse(String json) {
    try {
      var node = Json.read(json.getBytes(StandardCharsets.UTF_8));
      if (!"EC".equals(member(node, "kty").orElse(""))
          || !"P-256".equals(member(node, "crv").orElse(""))) {
        throw new IllegalArgumentException("not a key on the curve P-256");
      }
      return new Jwk(
          member(node, "x").orElseThrow(), member(node, "y").orElseThrow(), member(node, "d"));
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a JSON Web Key", e);
    }
  }

  private static Optional<String> member(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name)).map(JsonNode::asString);
  }

  /** The key's name: its thumbprint (RFC 7638). */
  String id() {
    var required = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x, y);
    var digest = HexFormat.of().parseHex(Hash.of(required).value());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  /** Its public half alone. */
  Jwk publicHalf() {
    return new Jwk(x, y, Optional.empty());
  }

  String toJson() {
    return Json.write(new Members("EC", "P-256", "ES256", "sig", id(), x, y, d));
  }

  ECPublicKey publicKey() {
    try {
      var spec = new ECPublicKeySpec(new ECPoint(decode(x), decode(y)), curve());
      return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key", e);
    }
  }

  /**
   * @throws IllegalArgumentException if this is a public key
   */
  ECPrivateKey privateKey() {
    var secret = d.orElseThrow(() -> new IllegalArgumentException("the private half is missing"));
    try {
      var spec = new ECPrivateKeySpec(decode(secret), curve());
      return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a private key", e);
    }
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static String encode(BigInteger number) {
    var bytes = new byte[BYTES];
    var magnitude = number.toByteArray();
    int sign = Math.max(0, magnitude.length - BYTES);
    int length = magnitude.length - sign;
    System.arraycopy(magnitude, sign, bytes, BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static BigInteger decode(String number) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(number));
  }

  @JsonPropertyOrder({"kty", "crv", "alg", "use", "kid", "x", "y", "d"})
  private record Members(
      String kty,
      String crv,
      String alg,
      String use,
      String kid,
      String x,
      String y,
      Optional<String> d) {}
}
