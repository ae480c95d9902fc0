package org.besik.query.web;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotAllowed;
import org.besik.query.access.NotFound;
import org.besik.query.childrecord.ChildCard;
import org.besik.query.childrecord.ChildFile;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.childrecord.ChildSearch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Finds a child by name, number or birth date, among those its reader may read. What is typed says who somebody is, so it
 * is posted, stays in the session under a drawn name, and never stands in an address: the way back and the other languages
 * lead to that name.
 */
@Controller
public class SearchPage {

    private static final int ROWS_PER_PAGE = 20;

    private static final int LONGEST = 200;

    private static final String CHILD = "child";
    private static final String RELATIVE = "relative";

    private final Frame frame;
    private final ChildSearch search;
    private final ChildRecords records;

    SearchPage(Frame frame, ChildSearch search, ChildRecords records) {
        this.frame = frame;
        this.search = search;
        this.records = records;
    }

    /** What a session searched for, by drawn name: the last ones. */
    static final class Remembered implements Serializable {

        private static final long serialVersionUID = 1L;
        private static final String NAME = Remembered.class.getName();
        private static final int MOST = 20;

        private final LinkedHashMap<String, String> typed = new LinkedHashMap<>();

        static Remembered in(HttpSession session) {
            return session.getAttribute(NAME) instanceof Remembered searches ? searches : new Remembered();
        }

        synchronized String keep(String text, HttpSession session) {
            String name = UUID.randomUUID().toString();
            typed.put(name, text);
            if (typed.size() > MOST) {
                typed.pollFirstEntry();
            }
            session.setAttribute(NAME, this);
            return name;
        }

        synchronized @Nullable String typed(String name) {
            return typed.get(name);
        }

        @Override
        public String toString() {
            return "Remembered[sealed]";
        }
    }

    /** Nothing but the box, and what can be typed into it. */
    @GetMapping("/search")
    String ask(Caller caller, Model model) {
        greet(caller, model);
        return "search";
    }

    @PostMapping("/search")
    String search(
            Caller caller,
            @RequestParam(defaultValue = "") String q,
            HttpSession session,
            RedirectAttributes redirect) {
        seeker(caller);
        String typed = q.strip();
        if (typed.isEmpty() || typed.length() > LONGEST) {
            redirect.addFlashAttribute("wrongSearch", typed.isEmpty() ? "nothing" : "name");
            return "redirect:/search";
        }
        return "redirect:/search/" + Remembered.in(session).keep(typed, session);
    }

    /**
     * What was found. A number that is one child's leads there at once; a name that no child has may be its mother's.
     *
     * @param by whose name a name is: {@code child} or {@code relative}; null: the child's, if any child is called so
     */
    @GetMapping("/search/{name}")
    String found(
            Caller caller,
            Model model,
            @PathVariable String name,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String cursor,
            HttpSession session,
            RedirectAttributes redirect) {
        greet(caller, model);
        String typed = Remembered.in(session).typed(name);
        if (typed == null) {
            redirect.addFlashAttribute("wrongSearch", "forgotten");
            return "redirect:/search";
        }
        model.addAttribute("typed", typed);
        String from = Frame.blankToNull(cursor);
        ChildSearch.Found found;
        try {
            Sought sought = Sought.in(typed);
            ChildId record = sought.id();
            if (record != null) {
                return "redirect:/children/" + record.value();
            }
            boolean isName = sought.wanted().name() != null;
            boolean byRelative = isName && RELATIVE.equals(by);
            found = search.find(
                    caller, byRelative ? sought.wanted().byRelative() : sought.wanted(), ROWS_PER_PAGE, from);
            if (isName && by == null && found.cursor() == null && found.items().isEmpty()) {
                return "redirect:" + address(name, RELATIVE, null);
            }
            model.addAttribute("byRelative", byRelative);
            model.addAttribute("otherWay", isName ? address(name, byRelative ? CHILD : RELATIVE, null) : null);
            if (sought.isNumber() && found.items().size() == 1 && from == null) {
                return "redirect:/children/" + found.items().getFirst().id();
            }
        } catch (BadQuestion wrong) {
            if ("cursor".equals(wrong.field())) {
                // The views were built anew: from the beginning
                return "redirect:/search/" + name;
            }
            model.addAttribute("wrongSearch", wrong.field());
            return "search";
        }
        model.addAttribute("found", files(caller, found.items()));
        model.addAttribute("onward", from != null);
        model.addAttribute("first", address(name, by, null));
        String next = found.cursor();
        if (next != null) {
            model.addAttribute("next", address(name, by, next));
        }
        return "search";
    }

    private static String address(String name, @Nullable String by, @Nullable String cursor) {
        var address = UriComponentsBuilder.fromPath("/search/" + name);
        if (by != null) {
            address.queryParam("by", RELATIVE.equals(by) ? RELATIVE : CHILD);
        }
        if (cursor != null) {
            address.queryParam("cursor", cursor);
        }
        return address.toUriString();
    }

    private void greet(Caller caller, Model model) {
        seeker(caller);
        frame.greet(caller, "search", model);
    }

    private static void seeker(Caller caller) {
        if (!Access.mayReadSome(caller)) {
            throw new NotAllowed("A search is for those who may read children's records.");
        }
    }

    /** A child that was joined to another or sealed since the search is left out. */
    private List<ChildFile> files(Caller caller, List<ChildCard> cards) {
        var files = new ArrayList<ChildFile>();
        for (ChildCard card : cards) {
            try {
                files.add(records.child(caller, new ChildId(card.id())));
            } catch (NotFound meanwhile) {
                // Whoever may not read it is not told of it
            }
        }
        return files;
    }
}
