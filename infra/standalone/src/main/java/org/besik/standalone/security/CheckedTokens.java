package org.besik.standalone.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers for a short time which tokens were found genuine, so that a busy sender's signature is checked once a
 * minute and not once a fact. Whether a token has expired is looked at every time.
 */
final class CheckedTokens implements JwtDecoder {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 2_000;

    private final JwtDecoder issuer;
    private final Clock clock;
    private final Map<String, Checked> checked = new ConcurrentHashMap<>();

    CheckedTokens(JwtDecoder issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    private record Checked(Jwt token, Instant at) {}

    @Override
    public Jwt decode(String token) {
        Instant now = clock.instant();
        Checked known = checked.get(token);
        if (known == null || known.at().plus(REMEMBERED).isBefore(now)) {
            known = new Checked(issuer.decode(token), now);
            if (checked.size() >= MOST) {
                checked.clear();
            }
            checked.put(token, known);
        }
        Instant expiresAt = known.token().getExpiresAt();
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            throw new BadJwtException("the token has expired");
        }
        return known.token();
    }
}
