package org.besik.query.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** What every page stands in: who is calling, where this caller may go, what day it is, how fresh the figures are. */
final class Frame {

    /** A view that is so many facts behind says so; a shorter delay is over before the page is read. */
    private static final long NOTICEABLY_BEHIND = 1_000;

    private final LongSupplier factsBehind;
    private final Clock clock;

    Frame(LongSupplier factsBehind, Clock clock) {
        this.factsBehind = factsBehind;
        this.clock = clock;
    }

    /** A way to another page; {@code page} names its words. */
    public record Way(String page, String href) {}

    void greet(Caller caller, String page, Model model) {
        menu(caller, page, model);
        long behind = factsBehind.getAsLong();
        if (behind >= NOTICEABLY_BEHIND) {
            model.addAttribute("factsBehind", behind);
        }
    }

    /** As much as can be said when nothing can be asked. */
    void menu(Caller caller, String page, Model model) {
        model.addAttribute("current", page);
        model.addAttribute("caller", caller);
        model.addAttribute("mayList", Access.mayList(caller));
        model.addAttribute("maySeek", Access.mayReadSome(caller));
        model.addAttribute("ways", ways(caller));
        model.addAttribute("today", today());
        model.addAttribute("now", clock.instant());
    }

    /** The pages that are this caller's. */
    static List<Way> ways(Caller caller) {
        var ways = new ArrayList<Way>();
        ways.add(new Way("overview", "/"));
        if (Access.mayList(caller)) {
            ways.add(new Way("list", "/untracked"));
            ways.add(new Way("cases", "/cases"));
            ways.add(new Way("moves", "/moves"));
        }
        if (Access.mayList(caller) || isAgency(caller)) {
            ways.add(new Way("handoffs", "/handoffs"));
        }
        if (Access.maySummarise(caller)) {
            ways.add(new Way("statistics", "/statistics"));
        }
        if (Access.mayList(caller)) {
            ways.add(new Way("rules", "/rules"));
        }
        if (AgencyPage.mayDeliver(caller)) {
            ways.add(new Way("agency", "/agency"));
        }
        return ways;
    }

    /** Whether somebody acts for an agency of its own. */
    static boolean isAgency(Caller caller) {
        return caller.is(Role.AGENCY) && caller.agency() != null;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Clock clock() {
        return clock;
    }

    /**
     * A day from an address; today if there is none.
     *
     * @throws BadQuestion if it is no day
     */
    LocalDate day(String field, @Nullable String text) {
        LocalDate day = optionalDay(field, text);
        return day == null ? today() : day;
    }

    static @Nullable LocalDate optionalDay(String field, @Nullable String text) {
        String given = blankToNull(text);
        try {
            LocalDate day = given == null ? null : LocalDate.parse(given);
            if (day == null || (day.getYear() >= 1900 && day.getYear() <= 2200)) {
                return day;
            }
        } catch (DateTimeParseException noDate) {
            // Refused below, in the same words.
        }
        throw BadQuestion.date(field);
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
