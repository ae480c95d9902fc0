package org.besik.query.web;

import jakarta.servlet.http.HttpServletRequest;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page in front of all others. */
@Controller
public class Pages {

    /** Where somebody begins who has signed in: an analyst at the figures, everybody else at the overview. */
    public static String first(Caller caller) {
        return Access.maySummarise(caller) && !Access.mayList(caller) ? "/statistics" : "/";
    }

    @GetMapping("/login")
    String login(Model model, HttpServletRequest request) {
        model.addAttribute("failed", request.getParameterMap().containsKey("error"));
        return "login";
    }
}
