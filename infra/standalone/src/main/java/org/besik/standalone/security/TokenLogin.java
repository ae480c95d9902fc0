package org.besik.standalone.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Signs somebody in to the pages with a token where others ask for a name and a password. */
@Component
final class TokenLogin implements AuthenticationProvider {

    private final JwtDecoder tokens;

    TokenLogin(JwtDecoder tokens) {
        this.tokens = tokens;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication form) {
        if (!(form.getCredentials() instanceof String token)) {
            throw new BadCredentialsException("there is no token");
        }
        try {
            return CallerAuthentication.of(tokens.decode(token.strip()));
        } catch (JwtException e) {
            throw new BadCredentialsException("the token does not hold", e);
        }
    }

    @Override
    public boolean supports(Class<?> form) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(form);
    }
}
