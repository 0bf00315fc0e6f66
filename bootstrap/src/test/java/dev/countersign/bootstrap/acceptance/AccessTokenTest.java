package dev.countersign.bootstrap.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Nothing but what the published key signed opens a door. */
class AccessTokenTest extends AcceptanceTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String token = Tokens.of(newApplicant().username()).access();
  private final ObjectNode header = part(0);
  private final ObjectNode claims = part(1);

  AccessTokenTest() throws Exception {}

  private ObjectNode part(int index) {
    return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
  }

  private static JsonNode publishedKey(String kid) throws Exception {
    var answer = anyone.get("/.well-known/jwks.json");
    assertThat(answer.status()).isEqualTo(200);
    return answer
        .json()
        .path("keys")
        .valueStream()
        .filter(key -> key.path("kid").asString().equals(kid))
        .findFirst()
        .orElseThrow();
  }

  private static ECPublicKey key(JsonNode jwk) throws Exception {
    var curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
    var spec = new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class));
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
  }

  private static BigInteger coordinate(JsonNode jwk, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asString()));
  }

  private static KeyPair anotherKey() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String unsigned(JsonNode header, JsonNode claims) {
    return BASE64.encodeToString(bytes(header.toString()))
        + "."
        + BASE64.encodeToString(bytes(claims.toString()));
  }

  private static String signed(JsonNode header, JsonNode claims, PrivateKey key) throws Exception {
    var unsigned = unsigned(header, claims);
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(unsigned.getBytes(US_ASCII));
    return unsigned + "." + BASE64.encodeToString(signature.sign());
  }

  private static String hashed(JsonNode header, JsonNode claims, byte[] secret) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    var unsigned = unsigned(header, claims);
    return unsigned + "." + BASE64.encodeToString(mac.doFinal(unsigned.getBytes(US_ASCII)));
  }

  private static void assertRefused(String forged) throws Exception {
    var answer = anyone.with(forged).get("/api/v1/me");
    assertProblem(answer, 401);
    assertThat(answer.raw().headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
  }

  @Test
  void the_published_key_signed_it() throws Exception {
    var jwk = publishedKey(header.path("kid").asString());
    assertThat(jwk.path("kty").asString()).isEqualTo("EC");
    assertThat(jwk.path("crv").asString()).isEqualTo("P-256");
    assertThat(jwk.has("d")).as("the private half stays at home").isFalse();

    var verification = Signature.getInstance("SHA256withECDSAinP1363Format");
    verification.initVerify(key(jwk));
    verification.update(token.substring(0, token.lastIndexOf('.')).getBytes(US_ASCII));

    var signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    assertThat(verification.verify(signature)).isTrue();
  }

  @Test
  void it_says_what_it_is_for_and_how_long() {
    assertThat(header.path("alg").asString()).isEqualTo("ES256");
    assertThat(header.path("typ").asString()).isEqualToIgnoringCase("at+jwt");
    assertThat(claims.path("iss").asString("")).isNotBlank();
    assertThat(claims.has("aud")).isTrue();
    assertThat(claims.path("sub").asString("")).isNotBlank();
    long now = Instant.now().getEpochSecond();
    assertThat(claims.path("nbf").asLong()).isLessThanOrEqualTo(now);
    assertThat(claims.path("exp").asLong()).isBetween(now, now + 1_800);
  }

  @Test
  void a_changed_token_is_refused() throws Exception {
    var someoneElse = claims.deepCopy().put("sub", "00000000-0000-7000-8000-000000000000");
    var longer = claims.deepCopy().put("exp", claims.path("exp").asLong() + 3_600);
    var signature = token.substring(token.lastIndexOf('.'));

    assertThat(anyone.with(token).get("/api/v1/me").status()).isEqualTo(200);
    assertRefused(unsigned(header, someoneElse) + signature);
    assertRefused(unsigned(header, longer) + signature);
    assertRefused(unsigned(header.deepCopy().put("typ", "JWT"), claims) + signature);
    assertRefused(token.substring(0, token.lastIndexOf('.')));
    assertRefused(token.substring(0, token.lastIndexOf('.') + 1));
    assertRefused(unsigned(header, claims) + "." + BASE64.encodeToString(new byte[64]));
    assertRefused("a.b.c");
    assertRefused("...");
    assertRefused("nonsense");
  }

  @Test
  void an_algorithm_of_ones_own_choice_is_refused() throws Exception {
    var jwk = publishedKey(header.path("kid").asString());
    PublicKey published = key(jwk);
    var hs256 = header.deepCopy().put("alg", "HS256");
    var pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, bytes("\n")).encodeToString(published.getEncoded())
            + "\n-----END PUBLIC KEY-----\n";

    for (var none : List.of("none", "None", "NONE", "nOnE", "")) {
      assertRefused(unsigned(header.deepCopy().put("alg", none), claims) + ".");
    }
    assertRefused(hashed(hs256, claims, published.getEncoded()));
    assertRefused(hashed(hs256, claims, bytes(pem)));
    assertRefused(hashed(hs256, claims, bytes(jwk.toString())));
    assertRefused(
        unsigned(header.deepCopy().put("alg", "ES384"), claims)
            + token.substring(token.lastIndexOf('.')));
  }

  @Test
  void a_key_of_ones_own_is_refused_under_any_name() throws Exception {
    var own = anotherKey();
    var jwk = JSON.createObjectNode().put("kty", "EC").put("crv", "P-256");
    var point = ((ECPublicKey) own.getPublic()).getW();
    jwk.put("x", BASE64.encodeToString(unsignedBytes(point.getAffineX())));
    jwk.put("y", BASE64.encodeToString(unsignedBytes(point.getAffineY())));
    var embedded = header.deepCopy();
    embedded.set("jwk", jwk);

    assertRefused(signed(header, claims, own.getPrivate()));
    assertRefused(signed(embedded, claims, own.getPrivate()));
    for (var kid : List.of("unknown", "", "../../../../dev/null", "' or '1'='1")) {
      assertRefused(signed(header.deepCopy().put("kid", kid), claims, own.getPrivate()));
    }
    assertRefused(signed(header.deepCopy().without("kid"), claims, own.getPrivate()));
  }

  private static byte[] unsignedBytes(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  @Test
  void it_is_taken_from_the_authorization_header_alone() throws Exception {
    assertProblem(anyone.get("/api/v1/me?access_token=" + token), 401);
    assertProblem(withAuthorization(token), 401);
    assertProblem(withAuthorization("Basic " + token), 401);
    assertProblem(withAuthorization("Bearer"), 401);
    assertProblem(withAuthorization("Bearer " + "x".repeat(4_000)), 401);
    assertThat(withAuthorization("bearer " + token).status())
        .as("the scheme is written in any case")
        .isEqualTo(200);
  }

  private static Api.Answer withAuthorization(String value) throws Exception {
    return anyone.exchange("GET", "/api/v1/me", new byte[0], "Authorization", value);
  }
}
