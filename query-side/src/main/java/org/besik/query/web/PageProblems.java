package org.besik.query.web;

import org.besik.query.access.BadQuestion;
import org.besik.query.access.QuestionProblem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Says on a page why a question is not answered, and what to do instead. */
@ControllerAdvice(basePackageClasses = Pages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
public class PageProblems {

    @ExceptionHandler
    ModelAndView page(QuestionProblem problem) {
        var page = new ModelAndView("error");
        page.setStatus(HttpStatusCode.valueOf(problem.status()));
        page.addObject("status", problem.status());
        return page;
    }

    @ExceptionHandler
    ModelAndView page(MethodArgumentTypeMismatchException mismatch) {
        return page(new BadQuestion(mismatch.getName(), "The value cannot be read as what the parameter takes."));
    }
}
