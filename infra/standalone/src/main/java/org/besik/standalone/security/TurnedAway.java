package org.besik.standalone.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.besik.command.facts.Problem;
import org.besik.command.facts.ProblemAdvice;
import org.besik.command.refusal.Rule;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What callers of the interface hear who have no token, one that does not hold, or the wrong role. */
final class TurnedAway implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException authentication)
            throws IOException {
        boolean sent = authentication instanceof OAuth2AuthenticationException;
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                sent ? "Bearer realm=\"besik\", error=\"invalid_token\"" : "Bearer realm=\"besik\"");
        ProblemAdvice.send(
                response,
                Problem.of(
                        Rule.TOKEN.code(),
                        Rule.TOKEN.status(),
                        Rule.TOKEN.title(),
                        sent
                                ? "The token is garbled, expired or of another issuer."
                                : "Send a header Authorization: Bearer <token>."));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        ProblemAdvice.send(
                response,
                Problem.of("forbidden", 403, "The role does not allow this", "Ask for a token with another role."));
    }
}
