package org.besik.standalone.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.besik.command.facts.Problem;
import org.besik.command.facts.ProblemAdvice;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away bodies that say they are web forms, as many clients do if not told otherwise. The server takes such a body
 * apart for parameters, so whoever reads it afterwards finds it empty: an order would be taken without its members.
 */
final class NoForms extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (type != null
                && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && request.getContentLengthLong() != 0) {
            ProblemAdvice.send(
                    response,
                    Problem.of(
                            "unsupported-media-type",
                            415,
                            "The body has a type that is not taken here",
                            "Send application/json."));
            return;
        }
        chain.doFilter(request, response);
    }
}
