package org.besik.query.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.besik.events.Ages;
import org.besik.events.schooling.Level;
import org.besik.query.childrecord.ChildFile;
import org.besik.query.childrecord.EventOnFile;
import org.besik.query.childrecord.Story;
import org.jspecify.annotations.Nullable;

/**
 * A child's life as lanes over the same days: who was in contact, what held from when to when, and where nothing did. Places
 * are per cent of the width, so that a drawing needs neither scripts nor styles. Pure.
 */
final class Life {

    /** The services in the order of their lanes. */
    private static final List<String> SERVICES =
            List.of("HEALTH", "EDUCATION", "SOCIAL", "CULTURE", "POLICE", "REGISTRY", "UNKNOWN");

    /** Narrower bars could not be seen. */
    private static final double NARROWEST = 0.5;

    private static final int MOST_TICKS = 6;

    /** Those of a newborn are days, in longer words. */
    private static final int MOST_DAYS = 5;

    private final LocalDate first;
    private final LocalDate last;
    private final Words words;

    private Life(LocalDate first, LocalDate last, Words words) {
        this.first = first;
        this.last = last;
        this.words = words;
    }

    /** What is drawn. */
    public record Drawn(List<Lane> lanes, List<Tick> ticks) {

        /** Whether any lane has stretches of days, which a table then says in words. */
        public boolean hasBars() {
            return lanes.stream().anyMatch(lane -> !lane.bars().isEmpty());
        }

        /** Whether the child ever was in another country. */
        public boolean hasAway() {
            return lanes.stream()
                    .flatMap(lane -> lane.bars().stream())
                    .anyMatch(bar -> bar.kind().equals("away"));
        }
    }

    /**
     * One lane.
     *
     * @param key names its words
     */
    public record Lane(String key, List<Bar> bars, List<Dot> dots) {}

    /**
     * A stretch of days.
     *
     * @param kind {@code held}, {@code way} (under way, in time), {@code gap} (nobody has the child), {@code away} (in another
     *     country) or {@code listed}
     * @param until the first day on which it no longer holds; null: it goes on
     */
    public record Bar(
            String kind,
            String x,
            String width,
            String what,
            LocalDate from,
            @Nullable LocalDate until,
            long days) {}

    /** A contact. */
    public record Dot(String kind, String x, String what) {}

    /** A year on the axis, or a month of a life that is still short. */
    public record Tick(String x, String text) {}

    /** Draws a life up to a day. */
    static Drawn draw(ChildFile child, Story story, LocalDate day, Words words) {
        LocalDate first = firstDay(child, story, day);
        LocalDate last = day.isAfter(first) ? day : first.plusDays(1);
        return new Life(first, last, words).drawn(child, story);
    }

    private static LocalDate firstDay(ChildFile child, Story story, LocalDate day) {
        var person = child.person();
        LocalDate born = person == null ? null : person.birthDate();
        LocalDate event = story.history().events().getFirst().occurredOn();
        LocalDate first = born == null || event.isBefore(born) ? event : born;
        return first.isAfter(day) ? day : first;
    }

    private Drawn drawn(ChildFile child, Story story) {
        var lanes = new ArrayList<Lane>();
        lanes.add(new Lane(
                "listed",
                story.listed().stream()
                        .map(listed -> bar(
                                "listed",
                                listed.reasons().stream().map(words::reason).collect(Collectors.joining(", ")),
                                listed.from(),
                                ended(listed.until())))
                        .toList(),
                List.of()));
        contacts(story).forEach((service, dots) -> lanes.add(new Lane("contact." + service, List.of(), dots)));
        lanes.add(new Lane("places", places(child), List.of()));
        lanes.add(new Lane("clubs", clubs(child), List.of()));
        lanes.add(new Lane("placements", placements(story), List.of()));
        lanes.add(new Lane("stays", stays(story), List.of()));
        lanes.add(new Lane("moves", moves(child), List.of()));
        lanes.add(new Lane("handoffs", handoffs(child), List.of()));
        lanes.add(new Lane("searches", searches(child), List.of()));
        lanes.removeIf(lane -> lane.bars().isEmpty() && lane.dots().isEmpty());
        return new Drawn(List.copyOf(lanes), ticks());
    }

    private Map<String, List<Dot>> contacts(Story story) {
        var byService = new LinkedHashMap<String, List<Dot>>();
        SERVICES.forEach(service -> byService.put(service, new ArrayList<>()));
        for (Story.Contacted contact : story.contacts()) {
            byService
                    .computeIfAbsent(
                            Objects.requireNonNullElse(contact.service(), "UNKNOWN"), service -> new ArrayList<>())
                    .add(new Dot(
                            contact.strength(),
                            percent(at(contact.on())),
                            words.date(contact.on()) + " · " + contact.agency() + " · "
                                    + words.value(contact.strength())));
        }
        byService.values().removeIf(List::isEmpty);
        return byService;
    }

    /** Kindergartens and schools, and the days between them on which the child had none. */
    private List<Bar> places(ChildFile child) {
        var bars = new ArrayList<Bar>();
        LocalDate free = null;
        for (ChildFile.Enrolment place : mainPlaces(child)) {
            LocalDate until = place.until();
            if (free != null && free.isBefore(place.from())) {
                bars.add(bar("gap", words.say("life.no-place"), free, place.from()));
            }
            bars.add(bar("held", place.institution() + " · " + words.value(place.level()), place.from(), ended(until)));
            if (until == null) {
                free = LocalDate.MAX;
            } else if (free == null || until.isAfter(free)) {
                free = until;
            }
        }
        if (free != null && free.isBefore(last) && child.open() && isOfSchoolAge(child)) {
            bars.add(bar("gap", words.say("life.no-place"), free, null));
        }
        return bars;
    }

    /** The day on which something ended; null: it goes on, though it is known on which day it will end. */
    private @Nullable LocalDate ended(@Nullable LocalDate until) {
        return until == null || until.isAfter(last) ? null : until;
    }

    private static List<ChildFile.Enrolment> mainPlaces(ChildFile child) {
        return child.enrolments().stream()
                .filter(place -> Level.valueOf(place.level()).isMain())
                .sorted(Comparator.comparing(ChildFile.Enrolment::from))
                .toList();
    }

    private static boolean isOfSchoolAge(ChildFile child) {
        Integer months = child.ageMonths();
        return months != null && months >= 6 * 12 && months < Ages.MAJORITY * 12;
    }

    private List<Bar> clubs(ChildFile child) {
        return child.enrolments().stream()
                .filter(place -> !Level.valueOf(place.level()).isMain())
                .map(place -> bar(
                        "held",
                        place.institution() + " · " + words.value(place.level()),
                        place.from(),
                        ended(place.until())))
                .toList();
    }

    /** Families, homes and shelters that had the child instead of its own family. */
    private List<Bar> placements(Story story) {
        var bars = new ArrayList<Bar>();
        var open = new ArrayList<EventOnFile>();
        for (EventOnFile event : story.history().events()) {
            switch (event.name()) {
                case "PlacementStarted" -> open.add(event);
                case "PlacementEnded" ->
                    open.removeIf(begun -> {
                        boolean ends = isThat(begun, event);
                        if (ends) {
                            bars.add(placement(begun, event.occurredOn()));
                        }
                        return ends;
                    });
                default -> {
                    // Has no place among these
                }
            }
        }
        open.forEach(begun -> bars.add(placement(begun, null)));
        return bars;
    }

    /** Of the same kind, and, where the end says where, at the same institution. */
    private static boolean isThat(EventOnFile begun, EventOnFile ended) {
        String where = text(ended, "institution");
        return text(begun, "kind").equals(text(ended, "kind"))
                && (where.isEmpty() || where.equals(text(begun, "institution")));
    }

    private Bar placement(EventOnFile begun, @Nullable LocalDate until) {
        String where = text(begun, "institution");
        String kind = words.value(text(begun, "kind"));
        return bar("held", where.isEmpty() ? kind : where + " · " + kind, begun.occurredOn(), until);
    }

    /** Days in another country, and announced stays in another region. */
    private List<Bar> stays(Story story) {
        var bars = new ArrayList<Bar>();
        EventOnFile left = null;
        for (EventOnFile event : story.history().events()) {
            switch (event.name()) {
                case "LeftCountry" -> left = left == null ? event : left;
                case "ReturnedToCountry" -> {
                    if (left != null) {
                        bars.add(abroad(left, event.occurredOn()));
                        left = null;
                    }
                }
                case "TemporaryStayRecorded" ->
                    bars.add(bar(
                            "way",
                            words.region(text(event, "region")),
                            event.occurredOn(),
                            LocalDate.parse(text(event, "until")).plusDays(1)));
                default -> {
                    // Nobody is away for it
                }
            }
        }
        if (left != null) {
            bars.add(abroad(left, null));
        }
        return bars;
    }

    private Bar abroad(EventOnFile left, @Nullable LocalDate until) {
        return bar("away", words.say("life.abroad", text(left, "country")), left.occurredOn(), until);
    }

    private static String text(EventOnFile event, String member) {
        return event.data().path(member).stringValue("");
    }

    private List<Bar> searches(ChildFile child) {
        return child.cases().stream()
                .map(one -> bar(
                        "way",
                        one.assignee() == null ? words.say("case.nobody") : words.say("case.with", one.assignee()),
                        one.openedOn(),
                        one.closedOn()))
                .toList();
    }

    private List<Bar> moves(ChildFile child) {
        var bars = new ArrayList<Bar>();
        for (ChildFile.Relocation move : child.relocations()) {
            String what = words.region(move.from()) + " → " + words.region(move.to());
            wait(bars, what, move.declaredOn(), move.expectedBy(), move.endedOn());
        }
        return bars;
    }

    private List<Bar> handoffs(ChildFile child) {
        var bars = new ArrayList<Bar>();
        for (ChildFile.Handoff handoff : child.handoffs()) {
            String what = handoff.from() + " → " + handoff.to();
            wait(bars, what, handoff.since(), handoff.dueBy(), handoff.settledOn());
        }
        return bars;
    }

    /** Until it is due all is well; what it takes longer, nobody has the child. */
    private void wait(
            List<Bar> bars, String what, LocalDate since, @Nullable LocalDate dueBy, @Nullable LocalDate until) {
        LocalDate end = until == null ? last : until;
        if (dueBy == null || !dueBy.isBefore(end)) {
            bars.add(bar("way", what, since, until));
            return;
        }
        LocalDate late = dueBy.isBefore(since) ? since : dueBy;
        if (late.isAfter(since)) {
            bars.add(bar("way", what, since, late));
        }
        bars.add(bar("gap", what, late, until));
    }

    private Bar bar(String kind, String what, LocalDate from, @Nullable LocalDate until) {
        LocalDate end = until == null || until.isAfter(last) ? last : until;
        double x = at(from);
        double width = Math.max(NARROWEST, at(end) - x);
        return new Bar(
                kind,
                percent(Math.min(x, 100 - NARROWEST)),
                percent(Math.min(width, 100 - Math.min(x, 100 - NARROWEST))),
                what,
                from,
                until,
                Math.max(0, ChronoUnit.DAYS.between(from, end)));
    }

    private double at(LocalDate day) {
        double share = (double) ChronoUnit.DAYS.between(first, day) / ChronoUnit.DAYS.between(first, last);
        return 100 * Math.clamp(share, 0, 1);
    }

    private static String percent(double place) {
        return String.format(Locale.ROOT, "%.2f%%", place);
    }

    /** Whole years, some of them left out in a long life; in the first two years months, of a newborn days. */
    private List<Tick> ticks() {
        var ticks = new ArrayList<Tick>();
        long months = ChronoUnit.MONTHS.between(first, last);
        if (months < 2) {
            long step = ChronoUnit.DAYS.between(first, last) / MOST_DAYS + 1;
            for (LocalDate at = first; at.plusDays(step / 2).isBefore(last); at = at.plusDays(step)) {
                ticks.add(new Tick(percent(at(at)), words.dayOfMonth(at)));
            }
            return ticks;
        }
        if (months < 24) {
            int step = months < 6 ? 1 : 3;
            for (LocalDate at = first.withDayOfMonth(1).plusMonths(1); at.isBefore(last); at = at.plusMonths(step)) {
                ticks.add(new Tick(percent(at(at)), words.month(at)));
            }
            return ticks;
        }
        int step = Math.toIntExact((months / 12 + MOST_TICKS - 1) / MOST_TICKS);
        for (int year = first.getYear() + 1; year <= last.getYear(); year += step) {
            ticks.add(new Tick(percent(at(LocalDate.of(year, 1, 1))), Integer.toString(year)));
        }
        return ticks;
    }
}
