package org.besik.query.web;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tells on the next page what came of a form: sent as a redirect, so that loading that page again sends nothing again. */
final class Told {

    private Told() {}

    /**
     * Why something was not done: for words on a page.
     *
     * @param ageMonths the age for which rules are wrong; null: it is about no age
     */
    public record Refused(
            String code, @Nullable String field, @Nullable Integer ageMonths) implements Serializable {

        Refused(String code, @Nullable String field) {
            this(code, field, null);
        }
    }

    /**
     * Where to go on.
     *
     * @param done names the words for what was done
     * @param back a path of ours
     */
    static String redirect(Doors.Outcome outcome, String done, String back, RedirectAttributes next) {
        if (outcome.isDone()) {
            next.addFlashAttribute("done", done);
        } else {
            next.addFlashAttribute("refused", new Refused(outcome.code(), outcome.field()));
        }
        return "redirect:" + back;
    }
}
