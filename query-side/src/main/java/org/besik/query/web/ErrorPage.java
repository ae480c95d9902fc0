package org.besik.query.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.besik.events.caller.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a browser shows where no page answered: an unknown address, a closed session, a fault of ours. */
@Controller
public class ErrorPage implements ErrorController {

    private final Frame frame;

    ErrorPage(Frame frame) {
        this.frame = frame;
    }

    @RequestMapping(path = "${server.error.path:/error}", produces = MediaType.TEXT_HTML_VALUE)
    String error(@Nullable Caller caller, HttpServletRequest request, HttpServletResponse response, Model model) {
        // Without a code somebody asked for this address itself.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        response.setStatus(status);
        model.addAttribute("status", status);
        if (caller != null) {
            frame.menu(caller, "error", model);
        }
        return "error";
    }
}
