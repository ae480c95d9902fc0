package org.besik.query.web;

import org.besik.events.caller.Caller;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.QuestionProblem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Says on a page why a question is not answered, and what to do instead. */
@ControllerAdvice(basePackageClasses = Pages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
public class PageProblems {

    private final Frame frame;

    PageProblems(Frame frame) {
        this.frame = frame;
    }

    @ExceptionHandler
    ModelAndView page(QuestionProblem problem, Caller caller) {
        var model = new ExtendedModelMap();
        frame.menu(caller, "error", model);
        model.addAttribute("status", problem.status());
        return new ModelAndView("error", model, HttpStatusCode.valueOf(problem.status()));
    }

    @ExceptionHandler
    ModelAndView page(MethodArgumentTypeMismatchException mismatch, Caller caller) {
        return page(
                new BadQuestion(mismatch.getName(), "The value cannot be read as what the parameter takes."), caller);
    }
}
