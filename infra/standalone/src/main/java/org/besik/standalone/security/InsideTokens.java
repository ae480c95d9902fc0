package org.besik.standalone.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.besik.events.caller.Caller;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Tokens with which one side of a cluster asks the other in a caller's name: nothing but what that caller's own token
 * allows, for half a minute, signed with a secret that only the sides share. What a side asks on its own account has the scope
 * {@link Caller#INSIDE} instead.
 */
public final class InsideTokens {

    private static final String ISSUER = "urn:besik:inside";
    private static final Duration LASTS = Duration.ofSeconds(30);
    private static final int SECRET_BYTES = 32;

    private final SecretKeySpec secret;
    private final Clock clock;

    /** @param secret as by {@link #newSecret} */
    public InsideTokens(byte[] secret, Clock clock) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
        this.clock = clock;
    }

    /** A secret that the sides may share. */
    public static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** A token that says who is calling. */
    public String of(Caller caller) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .expirationTime(Date.from(clock.instant().plus(LASTS)))
                .subject(caller.subject())
                .claim(
                        "agency",
                        caller.agency() == null ? null : caller.agency().value())
                .claim("services", List.copyOf(caller.services()))
                .claim("regions", List.copyOf(caller.regions()))
                .claim("roles", caller.roles().stream().map(Enum::name).toList())
                .claim("scope", String.join(" ", caller.scopes()))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
        return token.serialize();
    }

    /** Tells these tokens by whom they say they are from; all others are another decoder's. */
    JwtDecoder beside(JwtDecoder others) {
        NimbusJwtDecoder inside = NimbusJwtDecoder.withSecretKey(secret)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        // The machines of a cluster need not agree on the time to the second
        var time = new JwtTimestampValidator(LASTS);
        time.setClock(clock);
        inside.setJwtValidator(new DelegatingOAuth2TokenValidator<>(time, new JwtIssuerValidator(ISSUER)));
        return token -> (saysInside(token) ? inside : others).decode(token);
    }

    /** Whether a token that was checked is one of these. */
    static boolean isFrom(Jwt checked) {
        return ISSUER.equals(checked.getClaimAsString("iss"));
    }

    private static boolean saysInside(String token) {
        try {
            return ISSUER.equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException | RuntimeException garbled) {
            return false;
        }
    }
}
