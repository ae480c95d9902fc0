package org.besik.standalone;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Gives a stable type and code to problems that no rule of ours raised: an unknown address, a method not allowed. */
@ControllerAdvice
class ProblemTypes implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ProblemDetail problem
                && (problem.getProperties() == null || !problem.getProperties().containsKey("code"))) {
            HttpStatus status = HttpStatus.resolve(problem.getStatus());
            if (status != null) {
                mark(problem, status);
            }
        }
        return body;
    }

    /** Names a problem after its status. */
    static ProblemDetail mark(ProblemDetail problem, HttpStatus status) {
        String code = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        problem.setType(URI.create("urn:besik:rule:" + code));
        problem.setProperty("code", code);
        return problem;
    }
}
