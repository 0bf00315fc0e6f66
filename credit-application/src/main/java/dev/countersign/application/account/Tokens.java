package dev.countersign.application.account;

import java.time.Duration;

/**
 * What a log-in is answered with.
 *
 * @param expiresIn how long the access token works
 */
public record Tokens(String accessToken, String refreshToken, Duration expiresIn) {}
