package dev.countersign.http.access;

import static java.util.stream.Collectors.toMap;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import dev.countersign.application.account.Account;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.TokenIssuer;
import dev.countersign.application.account.TrustedKeys;
import dev.countersign.application.account.TrustedKeys.Trust;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.http.json.Names;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes and verifies access tokens: JSON Web Tokens (RFC 9068) signed with ES256, by the key of
 * this node, and verified with the keys of every node.
 */
public final class JwtTokens implements TokenIssuer {
  private static final String TYPE = "at+jwt";
  private static final String ALGORITHM = "ES256";
  private static final int LEEWAY_SECONDS = 5;
  private static final int REFRESH_BYTES = 32;
  private static final int MAX_TOKEN_LENGTH = 4_096;
  private static final int MAX_REMEMBERED = 10_000;

  /** How long a key that was published or retired by another node goes unnoticed. */
  private static final Duration KEYS_LAST = Duration.ofSeconds(5);

  private final TrustedKeys trusted;
  private final String issuer;
  private final String audience;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<Hash, AccessToken> remembered = new ConcurrentHashMap<>();
  private volatile Signer signer;
  private volatile Verifiers verifiers = new Verifiers(Map.of(), List.of(), Instant.MIN);

  /**
   * Publishes the key of this node.
   *
   * @param issuer who makes the tokens, the same on every node
   * @param audience whom they are for, the same on every node
   */
  public JwtTokens(
      SigningKey key, TrustedKeys trusted, String issuer, String audience, Clock clock) {
    this.signer = new Signer(key);
    this.trusted = trusted;
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
    publish();
  }

  /**
   * Has every node go on trusting the key of this one; to be called every half an hour. If it was
   * retired, another takes its place.
   */
  public synchronized void publish() {
    if (trusted.publish(signer.key().id(), signer.key().publicJwk()) == Trust.RETIRED) {
      var next = signer.key().successor();
      var unused = trusted.publish(next.id(), next.publicJwk());
      signer = new Signer(next);
    }
  }

  @Override
  public String accessToken(Account account, SessionId session, Instant at, Instant expiresAt) {
    var present = signer;
    return JWT.create()
        .withHeader(Map.of("typ", TYPE))
        .withKeyId(present.key().id())
        .withIssuer(issuer)
        .withAudience(audience)
        .withSubject(account.id().toString())
        .withJWTId(UUID.randomUUID().toString())
        .withIssuedAt(at)
        .withNotBefore(at)
        .withExpiresAt(expiresAt)
        .withClaim("sid", session.value().toString())
        .withClaim("preferred_username", account.username())
        .withClaim("roles", Names.ofRoles(account.roles()))
        .sign(present.algorithm());
  }

  @Override
  public String refreshToken() {
    var secret = new byte[REFRESH_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** What a token says, if it is one of ours and its time is now. */
  Optional<AccessToken> verify(String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return Optional.empty();
    }
    var name = Hash.of(token);
    var known = remembered.get(name);
    if (known == null) {
      var verified = verified(token);
      verified.ifPresent(fresh -> remember(name, fresh));
      return verified;
    }
    return Optional.of(known)
        .filter(t -> clock.instant().isBefore(t.expiresAt()))
        .filter(t -> verifier(t.keyId()).isPresent());
  }

  /** A signature takes a hundred times longer to verify than to remember. */
  private void remember(Hash name, AccessToken token) {
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(name, token);
  }

  private Optional<AccessToken> verified(String token) {
    try {
      var read = CompactToken.parse(token);
      return read.keyId(TYPE, ALGORITHM)
          .flatMap(
              keyId -> verifier(keyId).map(verifier -> verified(verifier, token, read, keyId)));
    } catch (JWTVerificationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static AccessToken verified(
      JWTVerifier verifier, String token, CompactToken read, String keyId) {
    var said = read.read(keyId);
    var unused = verifier.verify(token);
    return said;
  }

  private Optional<JWTVerifier> verifier(String keyId) {
    refresh();
    return Optional.ofNullable(verifiers.byKey().get(keyId));
  }

  /** The published keys as JSON Web Keys. */
  public Collection<String> publicJwks() {
    refresh();
    return verifiers.jwks();
  }

  private void refresh() {
    if (!isFresh()) {
      read();
    }
  }

  private boolean isFresh() {
    return verifiers.readAt().isAfter(clock.instant().minus(KEYS_LAST));
  }

  private synchronized void read() {
    if (isFresh()) {
      return;
    }
    var now = clock.instant();
    var keys = trusted.all();
    if (!keys.containsKey(signer.key().id())) {
      publish();
      keys = trusted.all();
    }
    verifiers =
        new Verifiers(
            keys.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> verifierOf(entry.getValue()))),
            List.copyOf(keys.values()),
            now);
  }

  private JWTVerifier verifierOf(String jwk) {
    var requirements =
        (JWTVerifier.BaseVerification)
            JWT.require(Algorithm.ECDSA256(Jwk.parse(jwk).publicKey()))
                .withIssuer(issuer)
                .withAudience(audience)
                .withClaimPresence("sub")
                .withClaimPresence("exp")
                .withClaimPresence("nbf")
                .withClaimPresence("sid")
                .withClaimPresence("preferred_username")
                .withClaimPresence("roles")
                .acceptLeeway(LEEWAY_SECONDS);
    return requirements.build(clock);
  }

  /** What this node signs with. */
  private record Signer(SigningKey key, Algorithm algorithm) {
    Signer(SigningKey key) {
      this(key, Algorithm.ECDSA256(key.privateKey()));
    }
  }

  private record Verifiers(Map<String, JWTVerifier> byKey, List<String> jwks, Instant readAt) {}
}
