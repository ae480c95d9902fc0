package org.besik.standalone.security;

import java.time.Instant;
import org.besik.events.caller.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;

/** A caller whose token was checked. The token itself is not kept. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final @Nullable Instant expiresAt;

    private CallerAuthentication(Caller caller, @Nullable Instant expiresAt) {
        super(AuthorityUtils.createAuthorityList(
                caller.roles().stream().map(role -> "ROLE_" + role).toList()));
        this.caller = caller;
        this.expiresAt = expiresAt;
        setAuthenticated(true);
    }

    static CallerAuthentication of(Jwt token) {
        Caller caller = Caller.of(token.getClaims());
        return new CallerAuthentication(
                InsideTokens.isFrom(token) ? caller : caller.without(Caller.INSIDE), token.getExpiresAt());
    }

    /** Who is calling. */
    public Caller caller() {
        return caller;
    }

    /** Whether the token that opened a session still holds. */
    boolean holdsAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.subject();
    }
}
