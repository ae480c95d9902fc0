package org.besik.standalone.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.besik.events.AgencyId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class InsideTokensTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final byte[] SECRET = InsideTokens.newSecret();
    private static final Caller OFFICER = new Caller(
            "officer",
            new AgencyId("clinic"),
            Set.of("HEALTH"),
            Set.of("KZ-71"),
            Set.of(Role.MONITOR),
            Set.of("a", "b"));

    private static final JwtDecoder NOBODYS = token -> {
        throw new BadJwtException("of another issuer");
    };

    @Test
    void the_other_side_sees_the_same_caller() {
        var tokens = new InsideTokens(SECRET, CLOCK);

        assertThat(Caller.of(tokens.beside(NOBODYS).decode(tokens.of(OFFICER)).getClaims()))
                .isEqualTo(OFFICER);
    }

    @Test
    void only_the_other_side_is_inside_whatever_an_issuer_says() {
        var side = new Caller("sweep", null, Set.of(), Set.of("KZ"), Set.of(), Set.of(Caller.INSIDE));
        var tokens = new InsideTokens(SECRET, CLOCK);
        Jwt inside = tokens.beside(NOBODYS).decode(tokens.of(side));
        Jwt others = Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .issuer("https://issuer.example")
                .claim("scope", Caller.INSIDE + " " + Caller.RELAY)
                .build();

        assertThat(CallerAuthentication.of(inside).caller().isInside()).isTrue();
        assertThat(CallerAuthentication.of(others).caller().isInside()).isFalse();
        assertThat(CallerAuthentication.of(others).caller().mayRelay()).isTrue();
    }

    @Test
    void others_tokens_and_garbage_are_the_issuer_s_business() {
        var tokens = new InsideTokens(SECRET, CLOCK);

        assertThatThrownBy(() -> tokens.beside(NOBODYS).decode("garbage"))
                .isInstanceOf(JwtException.class)
                .hasMessage("of another issuer");
    }

    @Test
    void who_does_not_know_the_secret_cannot_make_one() {
        String forged = new InsideTokens(InsideTokens.newSecret(), CLOCK).of(OFFICER);

        assertThatThrownBy(() -> new InsideTokens(SECRET, CLOCK).beside(NOBODYS).decode(forged))
                .isInstanceOf(JwtException.class);
    }

    @Test
    void it_does_not_last() {
        String old = new InsideTokens(SECRET, Clock.offset(CLOCK, Duration.ofMinutes(-2))).of(OFFICER);

        assertThatThrownBy(() -> new InsideTokens(SECRET, CLOCK).beside(NOBODYS).decode(old))
                .isInstanceOf(JwtException.class);
    }
}
