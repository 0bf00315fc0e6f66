package dev.countersign.application.account;

import dev.countersign.domain.party.UserId;

/**
 * Who an access token was issued to. Its signature is verified; whether its session still lives,
 * and what its owner may do, is for {@link AuthenticateCaller} to say.
 */
public record AccessIdentity(UserId user, String username, SessionId session) {}
