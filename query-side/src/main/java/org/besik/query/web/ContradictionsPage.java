package org.besik.query.web;

import java.util.Optional;
import org.besik.events.caller.Caller;
import org.besik.query.contradictions.ContradictionList;
import org.besik.query.intake.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Facts that exclude each other and wait for somebody's word, those of closed records too: a child that was seen after its
 * death is on no list of the untracked.
 */
@Controller
public class ContradictionsPage {

    private static final int ROWS_PER_PAGE = 50;

    private final Frame frame;
    private final ContradictionList contradictions;
    private final Views views;

    ContradictionsPage(Frame frame, ContradictionList contradictions, Views views) {
        this.frame = frame;
        this.contradictions = contradictions;
        this.views = views;
    }

    @GetMapping("/contradictions")
    String contradictions(Caller caller, Model model, @RequestParam @Nullable String cursor) {
        frame.greet(caller, "overview", model);
        var page = contradictions.page(caller, Optional.empty(), ROWS_PER_PAGE, Frame.blankToNull(cursor));
        model.addAttribute("contradictions", page.items());
        model.addAttribute(
                "names",
                ListPage.names(
                        views,
                        caller,
                        page.items().stream()
                                .map(ContradictionList.Item::childId)
                                .toList()));
        String next = page.cursor();
        if (next != null) {
            model.addAttribute(
                    "next",
                    UriComponentsBuilder.fromPath("/contradictions")
                            .queryParam("cursor", next)
                            .toUriString());
        }
        return "contradictions";
    }
}
