package dev.countersign.http.access;

import dev.countersign.application.account.AccessIdentity;
import java.time.Instant;

/**
 * What a verified access token says.
 *
 * @param keyId of the key that signed it
 */
record AccessToken(AccessIdentity identity, Instant expiresAt, String keyId) {}
