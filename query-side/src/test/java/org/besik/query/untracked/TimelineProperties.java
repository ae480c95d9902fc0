package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.query.records.Facts.ADA;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.contact.Strength;
import org.besik.events.rules.Band;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.Overrides;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RuleVersion;
import org.besik.events.rules.Threshold;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.besik.query.childrecord.ChildCards;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.contradictions.Contradictions;
import org.besik.query.intake.Projection;
import org.besik.query.records.ChildState;
import org.besik.query.records.Facts;
import org.besik.query.records.FoldOrder;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;

/** The calendar of a life says on every day what asking the rules on that day says, in whatever order facts came. */
class TimelineProperties {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    private static final RuleBook RULES = RuleBook.standard();
    static final LocalDate BIRTH = LocalDate.of(2015, 3, 10);
    private static final List<String> REGIONS = List.of("KZ-71", "KZ-75", "KZ-10");
    static final int YEARS = 12;

    /** One fact: what, when (days after birth) and two free choices. */
    record Step(int kind, int day, int a, int b) {}

    @Provide
    Arbitrary<List<Step>> lives() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 19),
                        Arbitraries.integers().between(0, YEARS * 365),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 2))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    /** Up to three versions, each with other thresholds for some clocks, and a region with its own. */
    @Provide
    Arbitrary<List<RuleVersion>> versions() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, (YEARS + 5) * 365),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(1, 500),
                        Arbitraries.of(REGIONS))
                .as((day, weeks, flag, region) -> {
                    var window = new Threshold(Math.min(1, flag), flag, DayCount.DAYS);
                    var silent = List.of(new Band(null, null, null, null, null, 1, weeks * 7, DayCount.DAYS));
                    return new RuleVersion(
                            day + "/" + flag,
                            BIRTH.plusDays(day),
                            new Overrides(null, null, silent, null, window, window, null, null)
                                    .over(RULES.on(BIRTH).thresholds()),
                            Map.of(region, new Overrides(window, null, null, window, null, null, null, null)));
                })
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<RuleBook> books() {
        return versions().map(versions -> {
            RuleBook book = RULES;
            for (RuleVersion version : versions) {
                book = book.with(version);
            }
            return book;
        });
    }

    private static Facts told(List<Step> steps) {
        return told(Facts.ada(), steps);
    }

    static Facts told(Facts facts, List<Step> steps) {
        for (Step step : steps) {
            String region = REGIONS.get(step.b());
            String day = BIRTH.plusDays(step.day()).toString();
            String school = "school-" + region;
            String other = "r" + (1 + (step.a() * 5 + step.b()) % Math.max(1, steps.size()));
            switch (step.kind()) {
                case 0, 1 -> facts.from("registry", region).notice(BIRTH.toString(), day);
                case 2 ->
                    facts.from("maternity", region)
                            .notice(BIRTH.plusDays(step.a() / 4).toString(), day);
                case 3, 4, 5 ->
                    facts.from("clinic-" + region, region)
                            .contact(day, Service.HEALTH, Strength.values()[step.a() % 3]);
                case 6 -> facts.from("clinic-" + region, region).retracted(day, other);
                case 7, 8 ->
                    facts.from(school, region)
                            .enrolled(
                                    day,
                                    Level.values()[step.a()],
                                    Form.values()[step.b()],
                                    BIRTH.plusDays(step.day() + step.a() * 20L).toString());
                case 9 -> facts.from(school, region).endsEnrolment(day, EndReason.values()[step.a() % 5]);
                case 10, 11 ->
                    facts.from(school, region)
                            .attends(
                                    day,
                                    java.time.YearMonth.from(BIRTH.plusDays(step.day()))
                                            .minusMonths(step.a() % 3)
                                            .toString(),
                                    step.a() * 3 % 7);
                case 12 ->
                    facts.from("clinic-" + region, region).relocates(day, region, REGIONS.get((step.b() + 1) % 3));
                case 13 -> facts.from("clinic-" + region, region).arrives(day, region);
                case 14 -> facts.from("clinic-" + region, region).cancelsMove(day, step.a() > 2 ? other : null);
                case 15 -> facts.from("clinic-" + region, region).handsOff(day, "social", null);
                case 16 -> facts.from("social", region).accepts(day, other);
                case 17 -> facts.from(school, region).placed(day);
                case 18 -> facts.from(school, region).endsPlacement(day);
                default -> {
                    if (step.a() == 0) {
                        facts.from("registry", region).dies(day);
                    } else if (step.a() < 3) {
                        facts.from("border", region).leaves(day);
                    } else {
                        facts.from("border", region).returns(day);
                    }
                }
            }
        }
        return facts;
    }

    @Property(tries = 400)
    void every_day_reads_as_if_the_rules_were_asked_on_it(
            @ForAll("lives") List<Step> steps, @ForAll("books") RuleBook rules) {
        RecordFacts facts = told(steps).record();
        List<Listing> listings = Timeline.of(facts, CALENDAR, rules).listings();
        for (int offset = 0; offset < (YEARS + 7) * 365; offset += 13) {
            LocalDate day = BIRTH.plusDays(offset);
            assertThat(shown(listings, day)).as(day.toString()).isEqualTo(asked(facts, day, rules));
        }
    }

    private static List<String> shown(List<Listing> listings, LocalDate day) {
        int on = Clocks.day(day);
        return listings.stream()
                .filter(listing ->
                        listing.days().from() <= on && on < listing.days().until())
                .flatMap(listing -> read(listing.flags(), Stream.ofNullable(listing.missing()), on))
                .toList();
    }

    /** The plain reading: fold what had happened by the day, ask the rules on the day. */
    private static List<String> asked(RecordFacts facts, LocalDate day, RuleBook rules) {
        ChildState state = ChildState.asOf(facts, day);
        if (state.firstFactOn() == null || !state.isOpenOn(day)) {
            return List.of();
        }
        int on = Clocks.day(day);
        var ageing = Ageing.of(state.birthDate(), rules.on(day, state.region()));
        List<Flag> flags = Clocks.flags(CALENDAR, ageing, state, new Span(on, on + 1), false);
        List<Flag> holding = flags.stream().filter(flag -> flag.holdsOn(on)).toList();
        return read(holding, flags.stream().filter(flag -> !flag.holdsOn(on)), on)
                .toList();
    }

    private static Stream<String> read(List<Flag> holding, Stream<Flag> waiting, int on) {
        return Stream.concat(
                holding.stream()
                        .map(flag -> flag.reason() + " " + flag.since() + " " + flag.dueOn())
                        .sorted(),
                waiting.filter(flag -> flag.soonest() <= on)
                        .map(flag -> "missing " + flag.since() + " " + flag.dueOn()));
    }

    @Property(tries = 200)
    void any_order_of_arrival_folds_to_the_same_documents(@ForAll("lives") List<Step> steps, @ForAll long seed) {
        List<RecordedEvent> told = told(steps).told();
        var projection = new UntrackedProjection(CALENDAR, RULES);
        var shuffled = new ArrayList<>(told);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(readable(projection.fold(arrived(shuffled)))).isEqualTo(readable(projection.fold(arrived(told))));
    }

    /** Positions follow arrival, and the record is sorted as intake sorts it. */
    private static RecordFacts arrived(List<RecordedEvent> order) {
        var events = new ArrayList<RecordedEvent>();
        for (RecordedEvent event : order) {
            events.add(new RecordedEvent(events.size() + 1L, event.provenance(), event.event()));
        }
        events.sort(FoldOrder.COMPARATOR);
        return new RecordFacts(ADA, List.of(), events);
    }

    private static List<String> readable(Projection.Folded folded) {
        var lines = new ArrayList<String>();
        folded.documents()
                .forEach(document -> lines.add(document.document().id()
                        + document.document().fields()
                        + new String(document.document().body(), java.nio.charset.StandardCharsets.UTF_8)));
        folded.counts().forEach(count -> lines.add(count.toString()));
        return lines;
    }

    @Property(tries = 200)
    void going_on_with_each_fact_says_what_folding_all_at_once_says(@ForAll("lives") List<Step> steps) {
        RecordFacts facts = told(steps).record();
        for (Projection projection : List.of(
                new UntrackedProjection(CALENDAR, RULES),
                new ChildCards(new LookupKeys(new byte[] {1}, name -> name)),
                new Contradictions())) {
            var state = new ChildState(facts.id(), facts.formerIds());
            Projection.Fold fold = projection.begin(state);
            for (int i = 0; i < facts.events().size(); i++) {
                RecordedEvent event = facts.events().get(i);
                LocalDate day = event.provenance().occurredOn();
                if (i > 0 && !day.equals(facts.events().get(i - 1).provenance().occurredOn())) {
                    fold.passTo(day);
                }
                state.add(event);
                fold.add(event);
                var soFar = new RecordFacts(
                        facts.id(), facts.formerIds(), facts.events().subList(0, i + 1));
                assertThat(readable(fold.folded()))
                        .as(projection.name() + " after " + (i + 1))
                        .isEqualTo(readable(projection.fold(soFar)));
            }
        }
    }

    @Property(tries = 200)
    void figures_add_up_to_the_listed_children(@ForAll("lives") List<Step> steps) {
        RecordFacts facts = told(steps).record();
        var folded = new UntrackedProjection(CALENDAR, RULES).fold(facts);
        List<Listing> listings = Timeline.of(facts, CALENDAR, RULES).listings();
        for (int offset = 0; offset < (YEARS + 7) * 365; offset += 29) {
            LocalDate day = BIRTH.plusDays(offset);
            int on = Clocks.day(day);
            long listed = listings.stream()
                    .filter(listing -> !listing.flags().isEmpty()
                            && listing.days().from() <= on
                            && on < listing.days().until())
                    .count();
            for (String figure :
                    List.of(UntrackedProjection.UNTRACKED_BY_AGE, UntrackedProjection.UNTRACKED_BY_DISTRICT)) {
                long counted = folded.counts().stream()
                        .filter(count ->
                                count.figure().equals(figure) && !count.from().isAfter(day))
                        .mapToLong(Projection.Count::delta)
                        .sum();
                assertThat(counted).as(figure + " on " + day).isEqualTo(listed);
            }
            long alone = listings.stream()
                    .filter(listing ->
                            listing.flags().stream().map(Flag::reason).toList().equals(List.of(Reason.SINGLE_SOURCE))
                                    && listing.days().from() <= on
                                    && on < listing.days().until())
                    .count();
            for (String figure : List.of(UntrackedProjection.UNRATED_BY_AGE, UntrackedProjection.UNRATED_BY_DISTRICT)) {
                long counted = folded.counts().stream()
                        .filter(count ->
                                count.figure().equals(figure) && !count.from().isAfter(day))
                        .mapToLong(Projection.Count::delta)
                        .sum();
                assertThat(counted).as(figure + " on " + day).isEqualTo(alone);
            }
        }
    }
}
