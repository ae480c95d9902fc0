package org.besik.query.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page in front of all others. */
@Controller
public class Pages {

    @GetMapping("/login")
    String login(Model model, HttpServletRequest request) {
        model.addAttribute("failed", request.getParameterMap().containsKey("error"));
        return "login";
    }
}
