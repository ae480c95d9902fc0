package org.besik.standalone.security;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.besik.command.keys.SharedSecrets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Whose tokens count: an OpenID Connect issuer's if {@code BESIK_ISSUER_URI} names one, else the development issuer's. */
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

    private static final String NAMED = "!'${besik.issuer-uri:${BESIK_ISSUER_URI:}}'.isBlank()";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression(NAMED)
    static class Production {

        /** The issuer is asked for its keys with the first token, so that Besik starts while it is away. */
        @Bean
        JwtDecoder tokens(
                @Value("${besik.issuer-uri:${BESIK_ISSUER_URI:}}") String issuer,
                Clock clock,
                Optional<InsideTokens> inside) {
            return checked(new SupplierJwtDecoder(() -> JwtDecoders.fromIssuerLocation(issuer)), inside, clock);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!(" + NAMED + ")")
    static class Development {

        @Bean
        DevelopmentIssuer developmentIssuer(
                @Value("${besik.data}") Path data, Clock clock, Optional<SharedSecrets> secrets) {
            return secrets.map(shared -> DevelopmentIssuer.open(
                            data, clock, shared.get("development issuer", DevelopmentIssuer::newKey)))
                    .orElseGet(() -> DevelopmentIssuer.open(data, clock));
        }

        @Bean
        JwtDecoder tokens(DevelopmentIssuer issuer, Clock clock, Optional<InsideTokens> inside) {
            return checked(issuer.decoder(), inside, clock);
        }
    }

    private static JwtDecoder checked(JwtDecoder issuer, Optional<InsideTokens> inside, Clock clock) {
        return new CheckedTokens(inside.map(tokens -> tokens.beside(issuer)).orElse(issuer), clock);
    }
}
