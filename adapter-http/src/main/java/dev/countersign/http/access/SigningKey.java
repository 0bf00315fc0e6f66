package dev.countersign.http.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

/**
 * The key of one node that signs access tokens: ECDSA on the curve P-256. Its file holds it as a
 * JSON Web Key (RFC 7517), readable by its owner alone.
 */
public final class SigningKey {
  private final Jwk jwk;
  private final Optional<Path> file;

  private SigningKey(Jwk jwk, Optional<Path> file) {
    this.jwk = jwk;
    this.file = file;
  }

  /** A new key, kept nowhere. */
  public static SigningKey generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      return new SigningKey(
          Jwk.of((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate()),
          Optional.empty());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has the curve P-256", e);
    }
  }

  /**
   * The key in that file, which is made if there is none.
   *
   * @throws IOException if the file can't be read or written, or holds no such key
   */
  public static SigningKey in(Path file) throws IOException {
    if (Files.notExists(file)) {
      generate().writeTo(file);
    }
    try {
      var jwk = Jwk.parse(Files.readString(file));
      return new SigningKey(Jwk.of(jwk.publicKey(), jwk.privateKey()), Optional.of(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no signing key: " + e.getMessage(), e);
    }
  }

  /**
   * A new key in the place of this one, also in its file.
   *
   * @throws UncheckedIOException if the file can't be replaced
   */
  SigningKey successor() {
    try {
      if (file.isEmpty()) {
        return generate();
      }
      Files.deleteIfExists(file.get());
      return in(file.get());
    } catch (IOException e) {
      throw new UncheckedIOException("the signing key can't be replaced", e);
    }
  }

  /** Never leaves half a key behind, and never replaces one that another process just made. */
  private void writeTo(Path file) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft =
        Files.createTempFile(file.toAbsolutePath().getParent(), "signing-key", ".new", owner);
    try {
      Files.writeString(draft, jwk.toJson());
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Whoever was first made the key for all.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** The key's name: its thumbprint (RFC 7638). */
  public String id() {
    return jwk.id();
  }

  /** The public half as a JSON Web Key. */
  public String publicJwk() {
    return jwk.publicHalf().toJson();
  }

  ECPrivateKey privateKey() {
    return jwk.privateKey();
  }
}
