package org.besik.query.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.query.access.NotFound;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.childrecord.EventOnFile;
import org.besik.query.childrecord.History;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One child's whole story: what is overdue and why, and everything that ever happened, on both time axes. */
@Controller
public class ChildPage {

    private final Frame frame;
    private final ChildRecords records;
    private final Doors doors;

    ChildPage(Frame frame, ChildRecords records, Doors doors) {
        this.frame = frame;
        this.records = records;
        this.doors = doors;
    }

    @GetMapping("/children/{id}")
    String child(
            Caller caller,
            Model model,
            @PathVariable String id,
            @RequestParam @Nullable String occurredUpTo,
            @RequestParam @Nullable String recordedUpTo) {
        frame.greet(caller, "child", model);
        LocalDate happened = frame.day("occurredUpTo", occurredUpTo);
        LocalDate known = frame.day("recordedUpTo", recordedUpTo);
        LocalDate today = frame.today();
        History history = records.history(
                caller,
                childId(id),
                happened,
                Frame.blankToNull(recordedUpTo) == null
                        ? null
                        : known.plusDays(1)
                                .atStartOfDay(frame.clock().getZone())
                                .toInstant()
                                .minusNanos(1));
        model.addAttribute("id", id);
        model.addAttribute("child", history.state());
        model.addAttribute("years", byYear(history.events()));
        CasesPage.offer(caller, doors, model);
        model.addAttribute("occurredUpTo", happened);
        model.addAttribute("recordedUpTo", known);
        model.addAttribute("past", happened.isBefore(today) || known.isBefore(today));
        return "child";
    }

    /** One year of a child's life, its last event first. */
    public record Year(int year, List<EventOnFile> events) {}

    private static List<Year> byYear(List<EventOnFile> events) {
        var newestFirst = new ArrayList<>(events);
        Collections.reverse(newestFirst);
        var years = new ArrayList<Year>();
        for (EventOnFile event : newestFirst) {
            int year = event.occurredOn().getYear();
            if (years.isEmpty() || years.getLast().year() != year) {
                years.add(new Year(year, new ArrayList<>()));
            }
            years.getLast().events().add(event);
        }
        return years;
    }

    /** @throws NotFound if it cannot be one: such an id names no child */
    static ChildId childId(String text) {
        try {
            return new ChildId(UUID.fromString(text).toString());
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }
}
