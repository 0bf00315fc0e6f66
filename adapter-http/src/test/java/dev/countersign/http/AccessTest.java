package dev.countersign.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.countersign.application.account.SessionId;
import dev.countersign.http.access.Access;
import dev.countersign.http.access.JwtTokens;
import dev.countersign.http.access.SigningKey;
import io.javalin.security.Roles;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets in who may not. */
class AccessTest {
  private static final String ME = "/api/v1/me";

  private RunningApi api;
  private Client ada;

  @BeforeEach
  void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void every_endpoint_of_the_router_has_an_access() {
    var endpoints = api.api.javalin().unsafe.internalRouter.allHttpHandlers();

    assertThat(endpoints)
        .hasSizeGreaterThan(api.api.routes().size())
        .allSatisfy(parsed ->
            assertThat(requireNonNull(parsed.endpoint.metadata(Roles.class)).getRoles())
                .hasSize(1)
                .allMatch(Access.class::isInstance));
    assertThat(api.api.javalin().unsafe.internalRouter.allWsHandlers()).isEmpty();
  }

  @Test
  void every_route_that_is_not_for_anyone_asks_for_a_token() {
    assertThat(api.api.routes())
        .filteredOn(route -> !(route.access() instanceof Access.Anyone))
        .hasSizeGreaterThan(20)
        .allSatisfy(route -> {
          var path = route.path().replaceAll("\\{[^}]*}", "x");
          var reply = api.anyone().send(route.method().name(), path, "application/json", "{}");
          assertThat(reply.mustBe(401, "unauthenticated").header("WWW-Authenticate"))
              .isEqualTo("Bearer");
        });
  }

  @Test
  void every_route_of_others_is_forbidden_before_its_body_is_read() {
    var applicant = api.people.ada().caller();
    assertThat(api.api.routes())
        .filteredOn(route ->
            route.access() instanceof Access.Holding holding
                && !applicant.may(holding.permission()))
        .hasSizeGreaterThan(10)
        .allSatisfy(route -> {
          var path = route.path().replaceAll("\\{[^}]*}", "x");
          ada.send(route.method().name(), path, "application/json", "{").mustBe(403, "forbidden");
        });
  }

  @Test
  void a_token_works_until_it_expires() {
    ada.get(ME).mustBe(200);
    api.clock.advance(Duration.ofMinutes(29));
    ada.get(ME).mustBe(200);
    api.clock.advance(Duration.ofMinutes(2));

    assertThat(ada.get(ME).mustBe(401, "unauthenticated").header("WWW-Authenticate"))
        .isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void an_expired_token_that_nobody_remembers_does_not_work_either() {
    api.clock.advance(Duration.ofMinutes(31));

    ada.get(ME).mustBe(401, "unauthenticated");
  }

  @Test
  void a_token_stops_working_with_its_session() {
    ada.get(ME).mustBe(200);

    ada.post("/api/v1/logout", "").mustBe(204);

    ada.get(ME).mustBe(401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YWRhOmFkYQ==", "Bearer", "Bearer a b", "Bearer \"x\"", "bearer"})
  void another_header_is_no_token(String header) {
    api.anyone().get(ME, "Authorization", header).mustBe(401, "unauthenticated");
  }

  @Test
  void a_token_altered_anywhere_does_not_work() {
    var parts = ada.token().split("\\.", -1);
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    var admin = encode(payload.replace("applicant", "admin"));

    assertThat(payload).contains("applicant");
    refused(parts[0] + "." + admin + "." + parts[2]);
    refused(parts[0] + "." + parts[1] + "." + parts[2].replaceFirst("^.", "_"));
    refused(parts[0] + "." + parts[1] + ".");
    refused(parts[0] + "." + parts[1]);
    refused("x".repeat(5_000));
  }

  @Test
  void an_unsigned_token_does_not_work() {
    var payload = ada.token().split("\\.", -1)[1];
    for (var algorithm : new String[] {"none", "None", "NONE"}) {
      refused(header(algorithm, "at+jwt", api.signingKey.id()) + "." + payload + ".");
    }
  }

  @Test
  void the_public_key_is_no_secret_to_sign_with() {
    var secret = Algorithm.HMAC256(api.signingKey.publicJwk());

    refused(token().withKeyId(api.signingKey.id()).withHeader(type("at+jwt")).sign(secret));
  }

  @Test
  void a_key_that_is_not_published_does_not_sign() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    var pair = generator.generateKeyPair();
    var own = Algorithm.ECDSA256((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());

    refused(token().withKeyId("mine").withHeader(type("at+jwt")).sign(own));
    refused(token().withKeyId(api.signingKey.id()).withHeader(type("at+jwt")).sign(own));
    refused(token().withHeader(type("at+jwt")).sign(own));
  }

  @Test
  void a_token_of_another_kind_or_for_others_does_not_work() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    var pair = generator.generateKeyPair();
    var published =
        Algorithm.ECDSA256((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
    var unused = api.keys.publish("known", publicJwk((ECPublicKey) pair.getPublic()));
    var sound = token().withKeyId("known").withHeader(type("at+jwt"));
    api.clock.advance(Duration.ofSeconds(10));

    ada.with(sound.sign(published)).get(ME).mustBe(200);
    refused(sound.withHeader(type("JWT")).sign(published));
    refused(token().withKeyId("known").sign(published));
    var typed = token().withKeyId("known").withHeader(type("at+jwt"));
    refused(typed.withIssuer("someone").sign(published));
    refused(typed.withIssuer("countersign").withAudience("others").sign(published));
    refused(
        typed
            .withAudience("countersign-api")
            .withNotBefore(api.clock.instant().plusSeconds(60))
            .sign(published));
  }

  @Test
  void another_node_knows_the_token_by_its_published_key() {
    var otherNode =
        new JwtTokens(SigningKey.generate(), api.keys, "countersign", "countersign-api", api.clock);
    var account = api.people.ada().account(api.clock.instant());
    var session = JWT.decode(ada.token()).getClaim("sid").asString();
    var token =
        otherNode.accessToken(
            account,
            new SessionId(UUID.fromString(session)),
            api.clock.instant(),
            api.clock.instant().plusSeconds(60));
    api.clock.advance(Duration.ofSeconds(10));

    ada.with(token).get(ME).mustBe(200);
  }

  @Test
  void a_token_says_what_the_profile_of_access_tokens_asks_for() {
    var token = JWT.decode(ada.token());

    assertThat(token.getType()).isEqualTo("at+jwt");
    assertThat(token.getAlgorithm()).isEqualTo("ES256");
    assertThat(token.getKeyId()).isEqualTo(api.signingKey.id());
    assertThat(token.getIssuer()).isEqualTo("countersign");
    assertThat(token.getAudience()).containsExactly("countersign-api");
    assertThat(token.getSubject()).isEqualTo(api.people.ada().id().toString());
    assertThat(token.getId()).isNotEmpty();
    assertThat(token.getExpiresAtAsInstant())
        .isEqualTo(RunningApi.MONDAY_NOON.plus(Duration.ofMinutes(30)));
    assertThat(token.getClaim("roles").asList(String.class)).containsExactly("applicant");
    assertThat(token.getClaim("preferred_username").asString()).isEqualTo("ada");
  }

  @Test
  void a_key_that_nobody_signs_with_any_more_ends_by_itself() {
    var otherNode = tokensOfAnotherNode();
    var token = forged(otherNode);
    api.clock.advance(Duration.ofSeconds(10));
    ada.with(token).get(ME).mustBe(200);

    api.clock.advance(Duration.ofHours(2));
    api.tokens.publish();

    var fresh = forged(otherNode);
    api.clock.advance(Duration.ofSeconds(10));
    refused(fresh);
    assertThat(api.anyone().get("/.well-known/jwks.json").mustBe(200).at("/keys")).hasSize(1);
  }

  @Test
  void a_key_is_retired_at_once_and_stays_so() {
    var otherNode = tokensOfAnotherNode();
    var token = forged(otherNode);
    api.clock.advance(Duration.ofSeconds(10));
    ada.with(token).get(ME).mustBe(200);
    var retired = "/api/v1/signing-keys/" + JWT.decode(token).getKeyId();
    ada.send("DELETE", retired, "", "").mustBe(403, "forbidden");

    var root = api.as(api.people.root());
    root.send("DELETE", retired, "", "").mustBe(204);
    root.send("DELETE", retired, "", "").mustBe(404, "not-found");
    api.clock.advance(Duration.ofSeconds(10));

    refused(token);
    otherNode.publish();
    var after = forged(otherNode);
    assertThat(JWT.decode(after).getKeyId()).isNotEqualTo(JWT.decode(token).getKeyId());
    api.clock.advance(Duration.ofSeconds(10));
    ada.with(after).get(ME).mustBe(200);
  }

  @Test
  void a_node_whose_own_key_is_retired_makes_another() {
    var root = api.as(api.people.root());
    root.send("DELETE", "/api/v1/signing-keys/" + api.signingKey.id(), "", "").mustBe(204);
    api.clock.advance(Duration.ofSeconds(10));

    refused(ada.token());
    api.as(api.people.ada()).get(ME).mustBe(200);
  }

  @Test
  void a_sound_signature_under_the_session_of_another_opens_nothing() {
    var root = api.people.root().account(api.clock.instant());
    var own = JWT.decode(ada.token()).getClaim("sid").asString();

    refused(
        tokensOfAnotherNode()
            .accessToken(
                root,
                new SessionId(UUID.fromString(own)),
                api.clock.instant(),
                api.clock.instant().plusSeconds(60)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"exp\":null", "\"exp\":\"9999999999\"", "\"exp\":1e99", "\"nbf\":null", "\"sub\":null",
        "\"sub\":1", "\"sid\":null", "\"preferred_username\":null", "\"aud\":null", "\"iss\":null"
      })
  void a_well_signed_token_says_everything_once_and_in_its_type(String odd) {
    var name = odd.substring(0, odd.indexOf(':'));
    var sound = new String(Base64.getUrlDecoder().decode(ada.token().split("\\.", -1)[1]), UTF_8);
    var claim = sound.replaceFirst(name + ":(\"[^\"]*\"|[^,}]*)", odd);
    var twice = sound.replaceFirst("\\{", "{" + odd + ",");

    var published = publishedKey();
    var head = header("ES256", "at+jwt", "known");
    api.clock.advance(Duration.ofSeconds(10));
    ada.with(signed(published, head, sound)).get(ME).mustBe(200);
    refused(signed(published, head, claim));
    refused(signed(published, head, twice));
    refused(
        signed(
            published,
            encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"known\",\"crit\":[\"x\"]}"),
            sound));
  }

  private Algorithm publishedKey() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      var pair = generator.generateKeyPair();
      var unused = api.keys.publish("known", publicJwk((ECPublicKey) pair.getPublic()));
      return Algorithm.ECDSA256((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(Algorithm key, String header, String claims) {
    var payload = encode(claims);
    var signature = key.sign(header.getBytes(UTF_8), payload.getBytes(UTF_8));
    return header
        + "."
        + payload
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private JwtTokens tokensOfAnotherNode() {
    return new JwtTokens(
        SigningKey.generate(), api.keys, "countersign", "countersign-api", api.clock);
  }

  /** A token for ada in her own session, by whoever holds the key. */
  private String forged(JwtTokens tokens) {
    return tokens.accessToken(
        api.people.ada().account(api.clock.instant()),
        new SessionId(UUID.fromString(JWT.decode(ada.token()).getClaim("sid").asString())),
        api.clock.instant(),
        api.clock.instant().plus(Duration.ofMinutes(30)));
  }

  @Test
  void the_published_keys_hold_no_secret() {
    var keys = api.anyone().get("/.well-known/jwks.json").mustBe(200);

    assertThat(keys.at("/keys")).hasSize(1);
    assertThat(keys.text("/keys/0/kid")).isEqualTo(api.signingKey.id());
    assertThat(keys.at("/keys/0").has("d")).isFalse();
  }

  @Test
  void a_request_of_someone_else_does_not_exist() {
    var request = ada.submit(Bodies.MORTGAGE).mustBe(201);
    var eve = "{\"username\":\"eve\",\"password\":\"correct horse battery\",\"fullName\":\"E\",";
    api.anyone().post("/api/v1/users", eve + "\"email\":\"e@example.org\"}").mustBe(201);
    var stranger = api.logIn("eve", "correct horse battery");

    stranger.show(request.id()).mustBe(404, "not-found");
    for (var part : new String[] {"history", "analysis", "schedule"}) {
      stranger.get("/api/v1/credit-requests/" + request.id() + "/" + part).mustBe(404, "not-found");
    }
    stranger.move(request.id(), "withdraw", "").mustBe(404, "not-found");
    stranger
        .move(request.id(), "revise", Bodies.revised(Bodies.MORTGAGE, 1))
        .mustBe(404, "not-found");
  }

  private void refused(String token) {
    ada.with(token).get(ME).mustBe(401, "unauthenticated");
  }

  /** What a sound token of ada's says, to be signed by someone. */
  private JWTCreator.Builder token() {
    var sound = JWT.decode(ada.token());
    return JWT.create()
        .withPayload(new String(Base64.getUrlDecoder().decode(sound.getPayload()), UTF_8));
  }

  private static Map<String, Object> type(String type) {
    return Map.of("typ", type);
  }

  private static String header(String algorithm, String type, String keyId) {
    return encode(
        "{\"alg\":\"%s\",\"typ\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, type, keyId));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static String publicJwk(ECPublicKey key) {
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}"
        .formatted(coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(number.toByteArray());
  }
}
