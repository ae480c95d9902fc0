package org.besik.query.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns an unanswered question of the JSON endpoints into an RFC 9457 problem; pages have words of their own. */
@RestControllerAdvice(basePackages = "org.besik.query")
public class QuestionProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(QuestionProblem problem) {
        return answer(problem.status(), problem.code(), problem.title(), problem.field(), problem.detail());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(MethodArgumentTypeMismatchException mismatch) {
        return answer(new BadQuestion(mismatch.getName(), "The value cannot be read as what the parameter takes."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(MissingServletRequestParameterException missing) {
        return answer(new BadQuestion(missing.getParameterName(), "The parameter is required."));
    }

    private static ResponseEntity<ProblemDetail> answer(
            int status, String code, String title, @Nullable String field, String detail) {
        var body = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
        body.setType(URI.create("urn:besik:rule:" + code));
        body.setTitle(title);
        body.setProperty("code", code);
        if (field != null) {
            body.setProperty("field", field);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
