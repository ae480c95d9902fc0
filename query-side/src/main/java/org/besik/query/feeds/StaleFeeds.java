package org.besik.query.feeds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.besik.events.rules.DayCount;
import org.besik.query.intake.Views;
import org.besik.query.records.PresentMonth;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers: which agencies had fallen silent on a day? Their silence explains that of children who are expected to be
 * heard of through them. Computed from one document per agency and remembered until any of them changes.
 */
public final class StaleFeeds {

    private static final int ALL = 1_000_000;
    private static final int REMEMBERED_DAYS = 64;

    private static final Query AGENCIES = new Query(
            AgencyDays.TABLE, List.of(new Query.Condition.Equal(AgencyDays.KIND, AgencyDays.AGENCY)), List.of(), ALL);

    /** A year of reports shows a rhythm, holidays included. */
    private static final int SHOWN_DAYS = 365;

    /** Whoever writes down at the end of a week what happened in it has no gap. */
    private static final int LATE_DAYS = 14;

    /** Eight days of reports within a year leave no gaps that could take longer to be noticed. */
    private static final int LONGEST_RHYTHM = 2 * 365;

    private final Views views;
    private final SchoolCalendar calendar;
    private final Rhythm rhythm;
    private String remembered = "";
    private final Map<Integer, Known> byDay = new HashMap<>();

    /**
     * What is said of agencies on a day.
     *
     * @param stale by service, {@code UNKNOWN} where it is not known
     * @param silences of those that had any
     */
    private record Known(Map<String, String> stale, Map<String, List<Silence>> silences) {

        static final Known NOTHING = new Known(Map.of(), Map.of());

        static Known empty() {
            return new Known(new TreeMap<>(), new HashMap<>());
        }

        void add(String agency, AgencyDays.Days days, Rhythm rhythm, int day) {
            if (rhythm.isStale(days.days(), days.school(), day)) {
                String service = days.service();
                stale.put(agency, service == null ? "UNKNOWN" : service);
            }
            List<Silence> all = rhythm.silences(days.days(), days.school(), day);
            if (!all.isEmpty()) {
                silences.put(agency, all);
            }
        }
    }

    public StaleFeeds(Views views, SchoolCalendar calendar) {
        this.views = views;
        this.calendar = calendar;
        this.rhythm = new Rhythm(calendar);
    }

    /** The ids of the agencies that were stale on a day; after the newest day in the log, on that day. */
    public Set<String> on(LocalDate asOf) {
        return known(asOf).stale().keySet();
    }

    /** Which agencies were silent on a day; after the newest day in the log, on that day. */
    public Silences silences(LocalDate asOf) {
        return silences(asOf, known(asOf));
    }

    private Silences silences(LocalDate asOf, Known known) {
        ViewStore store = views.store();
        int counted = counted(asOf, newest(store));
        return new Silences(
                known.stale().keySet(),
                known.silences(),
                counted,
                new Telling.OnADay(store, asOf, counted, firstMonth(asOf), new LaterRolls()),
                document -> stands(document, asOf, counted, known));
    }

    /** The month with which a school year began, if it is over on a day and its report need not be there yet; else null. */
    private @Nullable YearMonth firstMonth(LocalDate asOf) {
        YearMonth last = YearMonth.from(asOf).minusMonths(1);
        int before = Math.toIntExact(last.atDay(1).toEpochDay()) - 1;
        int back = calendar.after(before, 1, DayCount.SCHOOL_DAYS);
        boolean isFirst = last.equals(YearMonth.from(LocalDate.ofEpochDay(back))) && calendar.endsLongHoliday(back);
        return isFirst && asOf.isBefore(PresentMonth.reportDue(last)) ? last : null;
    }

    private boolean stands(Document document, LocalDate asOf, int counted, Known known) {
        if (document.id().equals(AgencyDays.NEWEST)) {
            return counted(asOf, AgencyDays.Newest.of(document)) == counted;
        }
        var days = AgencyDays.Days.of(document);
        String agency = document.id().substring(AgencyDays.AGENCY.length() + 1);
        return rhythm.isStale(days.days(), days.school(), counted)
                        == known.stale().containsKey(agency)
                && rhythm.silences(days.days(), days.school(), counted)
                        .equals(known.silences().getOrDefault(agency, List.of()));
    }

    /** As {@link #silences(LocalDate)}, for several days at once: every agency's days are read once only. */
    public synchronized Map<LocalDate, Silences> silences(Collection<LocalDate> days) {
        ViewStore store = views.store();
        AgencyDays.Newest newest = refreshed(store);
        var missing = new TreeSet<Integer>();
        for (LocalDate day : days) {
            int on = counted(day, newest);
            if (newest.changes() > 0 && !byDay.containsKey(on)) {
                missing.add(on);
            }
        }
        byDay.putAll(compute(store, missing));
        var silences = new HashMap<LocalDate, Silences>();
        for (LocalDate day : days) {
            silences.put(day, silences(day, byDay.getOrDefault(counted(day, newest), Known.NOTHING)));
        }
        return silences;
    }

    /** What is known of one agency's reporting; empty if it never reported anything. */
    public Optional<Feed> feed(String agency, LocalDate asOf) {
        ViewStore store = views.store();
        AgencyDays.Newest newest = newest(store);
        return store.get(AgencyDays.TABLE, AgencyDays.AGENCY + "/" + agency)
                .filter(document -> newest.changes() > 0)
                .flatMap(document -> feed(agency, document, counted(asOf, newest)));
    }

    /** The day on which an agency is called stale if nothing more is heard of it; empty if it has no rhythm to fall out of. */
    public Optional<LocalDate> staleFrom(String agency) {
        return views.store()
                .get(AgencyDays.TABLE, AgencyDays.AGENCY + "/" + agency)
                .map(AgencyDays.Days::of)
                .flatMap(days -> {
                    int last = days.days().length() - 1;
                    return IntStream.rangeClosed(last + 1, last + LONGEST_RHYTHM)
                            .filter(day -> rhythm.isStale(days.days(), days.school(), day))
                            .mapToObj(LocalDate::ofEpochDay)
                            .findFirst();
                });
    }

    /**
     * The stale agencies of some regions, the longest silent first.
     *
     * @param regions empty: all, those of unknown region included
     */
    public List<Feed> stale(LocalDate asOf, List<String> regions) {
        Set<String> stale = on(asOf);
        ViewStore store = views.store();
        int day = counted(asOf, newest(store));
        var ids = stale.stream().map(id -> AgencyDays.AGENCY + "/" + id).toList();
        return store.getAll(AgencyDays.TABLE, ids).values().stream()
                .flatMap(document ->
                        feed(document.id().substring(AgencyDays.AGENCY.length() + 1), document, day).stream())
                .filter(feed -> regions.isEmpty() || regions.contains(feed.region()))
                .sorted(Comparator.comparing(Feed::lastOn).thenComparing(Feed::agency))
                .toList();
    }

    private Optional<Feed> feed(String agency, Document document, int day) {
        var days = AgencyDays.Days.of(document);
        int last = days.days().previousSetBit(Math.max(day, -1));
        if (last < 0) {
            return Optional.empty();
        }
        OptionalInt every = rhythm.of(days.days(), days.school(), last);
        var reported = new ArrayList<LocalDate>();
        for (int on = days.days().nextSetBit(Math.max(0, day - SHOWN_DAYS)); on >= 0 && on <= day; ) {
            reported.add(LocalDate.ofEpochDay(on));
            on = days.days().nextSetBit(on + 1);
        }
        return Optional.of(new Feed(
                agency,
                days.service(),
                days.region(),
                LocalDate.ofEpochDay(last),
                every.isPresent() ? every.getAsInt() : null,
                rhythm.isStale(days.days(), days.school(), day),
                reported,
                rhythm.silences(days.days(), days.school(), day).stream()
                        .filter(silence -> silence.until() > day - SHOWN_DAYS
                                && rhythm.gap(silence.from() - 1, day, days.school()) > LATE_DAYS)
                        .map(Gap::of)
                        .toList()));
    }

    /**
     * An agency's reporting as on a day.
     *
     * @param service null: not known
     * @param region null: not known
     * @param lastOn the last day on which it reported anything
     * @param rhythmDays so many days lie between its reports at most, as a rule; null: it reported too rarely to tell
     * @param stale whether it should have reported since
     * @param days on which something it reported happened, over the last year
     * @param gaps of the last year, in their order, from two weeks on
     */
    public record Feed(
            String agency,
            @Nullable String service,
            @Nullable String region,
            LocalDate lastOn,
            @Nullable Integer rhythmDays,
            boolean stale,
            List<LocalDate> days,
            List<Gap> gaps) {}

    /**
     * Days of which an agency told nothing, or far less than it is used to; what happened then may still be sent.
     *
     * @param until the last of them; null: they last
     */
    public record Gap(LocalDate from, @Nullable LocalDate until) {

        static Gap of(Silence silence) {
            return new Gap(
                    LocalDate.ofEpochDay(silence.from()),
                    silence.until() == Silence.LASTING ? null : LocalDate.ofEpochDay(silence.until() - 1));
        }
    }

    /** How many agencies of each service are stale on a day; {@code UNKNOWN} where the service is not known. */
    public Map<String, Integer> byService(LocalDate asOf) {
        var count = new TreeMap<String, Integer>();
        known(asOf).stale().values().forEach(service -> count.merge(service, 1, Integer::sum));
        return count;
    }

    private synchronized Known known(LocalDate asOf) {
        ViewStore store = views.store();
        AgencyDays.Newest newest = refreshed(store);
        if (newest.changes() == 0) {
            return Known.NOTHING;
        }
        int day = counted(asOf, newest);
        if (!byDay.containsKey(day)) {
            byDay.putAll(compute(store, Set.of(day)));
        }
        return byDay.getOrDefault(day, Known.NOTHING);
    }

    /** Forgets what was computed before the last change. */
    private AgencyDays.Newest refreshed(ViewStore store) {
        AgencyDays.Newest newest = newest(store);
        String version = views.generation() + "/" + newest.changes();
        if (!version.equals(remembered) || byDay.size() > REMEMBERED_DAYS) {
            byDay.clear();
            remembered = version;
        }
        return newest;
    }

    /**
     * The agencies that would have been called silent on a day by whoever knew what was recorded by an instant. What was
     * first heard later is taken out again; nothing is remembered.
     *
     * @param laterRolls all that was told by the month after the instant
     */
    public Silences silences(LocalDate asOf, Instant recordedUpTo, LaterRolls laterRolls) {
        ViewStore store = views.store();
        var later = new HashMap<String, BitSet>();
        var schools = new HashSet<String>();
        var heardLater = new Query(
                AgencyDays.FIRST_HEARD,
                List.of(new Query.Condition.MoreThan(AgencyDays.RECORDED, AgencyDays.nanos(recordedUpTo))),
                List.of(),
                Integer.MAX_VALUE);
        for (Document document : store.find(heardLater)) {
            String agency = document.text(AgencyDays.AGENCY);
            long day = document.number(AgencyDays.DAY);
            if (day == AgencyDays.AS_A_SCHOOL) {
                schools.add(agency);
            } else {
                later.computeIfAbsent(agency, a -> new BitSet()).set(Math.toIntExact(day));
            }
        }
        var known = new HashMap<String, AgencyDays.Days>();
        int newest = -1;
        for (Document document : store.find(AGENCIES)) {
            String agency = document.id().substring(AgencyDays.AGENCY.length() + 1);
            var days = AgencyDays.Days.of(document);
            days.days().andNot(later.getOrDefault(agency, new BitSet()));
            newest = Math.max(newest, days.days().length() - 1);
            known.put(
                    agency,
                    new AgencyDays.Days(
                            days.days(), days.school() && !schools.contains(agency), days.service(), days.region()));
        }
        int day = Math.toIntExact(Math.min(asOf.toEpochDay(), newest));
        var silent = Known.empty();
        known.forEach((agency, days) -> silent.add(agency, days, rhythm, day));
        return new Silences(
                silent.stale().keySet(),
                silent.silences(),
                day,
                new Telling.OnADay(store, asOf, day, firstMonth(asOf), laterRolls),
                anything -> false);
    }

    private static AgencyDays.Newest newest(ViewStore store) {
        return AgencyDays.Newest.of(
                store.get(AgencyDays.TABLE, AgencyDays.NEWEST).orElse(null));
    }

    /** After the newest day in the log, on that day. */
    private static int counted(LocalDate asOf, AgencyDays.Newest newest) {
        return Math.toIntExact(Math.max(0, Math.min(asOf.toEpochDay(), newest.day())));
    }

    private Map<Integer, Known> compute(ViewStore store, Collection<Integer> days) {
        var known = new HashMap<Integer, Known>();
        if (days.isEmpty()) {
            return known;
        }
        days.forEach(day -> known.put(day, Known.empty()));
        for (Document document : store.find(AGENCIES)) {
            var agency = AgencyDays.Days.of(document);
            String id = document.id().substring(AgencyDays.AGENCY.length() + 1);
            known.forEach((day, said) -> said.add(id, agency, rhythm, day));
        }
        return known;
    }
}
