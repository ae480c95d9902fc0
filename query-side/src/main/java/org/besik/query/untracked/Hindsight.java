package org.besik.query.untracked;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RuleVersion;
import org.besik.query.access.BadQuestion;
import org.besik.query.feeds.LaterRolls;
import org.besik.query.intake.Supposed;
import org.besik.query.intake.Views;
import org.besik.query.records.ChildState;
import org.besik.query.records.FoldOrder;
import org.besik.query.records.KnownBy;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.StoredFacts;
import org.besik.query.records.Suspicion;
import org.besik.query.rules.RulesOnFile;
import org.besik.query.rules.RulesOnFile.Heard;
import org.besik.query.rules.SchoolCalendar;

/**
 * How the list of a day differs from what it would have been for whoever knew only what was recorded by an instant. Only
 * records with later news can differ, which an index names, and those that look like one of them: each is folded twice, as
 * it is and as it was known. All others are taken from the views as they are.
 */
final class Hindsight {

    /** More would take longer than anybody waits, and more memory than one question may have. */
    static final int MOST_RECORDS = 200_000;

    /** About two kilobytes each. */
    static final int MOST_NEW_FACES = 50_000;

    static final Difference NONE = new Difference(Map.of(), List.of(), new LaterRolls());

    private static final int AT_ONCE = 256;
    private static final int REMEMBERED = 4;
    private static final int TRIES = 4;

    private final Views views;
    private final SchoolCalendar calendar;

    /** The next page asks the same. */
    private final Map<Question, Difference> remembered = new LinkedHashMap<>(8, 0.75f, true);

    private record Question(String generation, long position, LocalDate asOf, Instant upTo) {}

    /** What some records are on the list, and what they would have been; and the months told of since. */
    record Difference(Map<ChildId, OnADay> now, List<OnADay> then, LaterRolls laterRolls) {}

    Hindsight(Views views, SchoolCalendar calendar) {
        this.views = views;
        this.calendar = calendar;
    }

    /**
     * The records that differ, as they are and as they were known.
     *
     * @throws BadQuestion if too many have news since
     */
    synchronized Difference since(Instant upTo, LocalDate asOf) {
        for (int tries = 1; ; tries++) {
            var question = new Question(views.generation(), views.store().position(), asOf, upTo);
            Difference known = remembered.get(question);
            if (known != null) {
                return known;
            }
            Difference found = compare(upTo, asOf);
            boolean isStill = views.generation().equals(question.generation())
                    && views.store().position() == question.position();
            if (isStill) {
                remembered.put(question, found);
                if (remembered.size() > REMEMBERED) {
                    remembered.remove(remembered.keySet().iterator().next());
                }
            }
            if (isStill || tries == TRIES) {
                return found;
            }
        }
    }

    /**
     * Rules hold for everybody: what all the others would have been by those of then, nobody keeps. They only differ on days
     * that were still to come at the instant, for rules never change a day that has passed.
     */
    private void requireTheSameRules(Instant upTo, LocalDate asOf) {
        List<Heard> heard = RulesOnFile.heard(views.store());
        RuleVersion holds = views.rules().on(asOf);
        boolean isYounger = heard.stream()
                .anyMatch(one -> one.rules().version().equals(holds.version())
                        && one.recordedAt().isAfter(upTo));
        if (isYounger) {
            throw new BadQuestion(
                    "recordedUpTo",
                    "The rules that hold on that day were put in force since; ask for a later instant, or for a day before "
                            + holds.from() + ".");
        }
    }

    private Difference compare(Instant upTo, LocalDate asOf) {
        requireTheSameRules(upTo, asOf);
        Set<ChildId> written = StoredFacts.writtenAfter(upTo, views.store(), MOST_RECORDS);
        if (written.size() > MOST_RECORDS) {
            throw new BadQuestion(
                    "recordedUpTo",
                    "More than " + MOST_RECORDS
                            + " records have news since; ask for a later instant, or for the history of a child.");
        }
        RuleBook rules = views.rules();
        Supposed supposed = views.suppose();
        var now = new TreeMap<ChildId, OnADay>();
        var then = new TreeMap<ChildId, OnADay>();
        var regrouped = new TreeMap<ChildId, RecordFacts>();
        var apart = new TreeSet<ChildId>();
        var sealed = new TreeSet<ChildId>();
        var laterRolls = new LaterRolls();
        each(written, facts -> {
            if (now.put(facts.id(), OnADay.of(facts, asOf, calendar, rules, noteSealed(facts, sealed))) == null) {
                facts.events().stream()
                        .filter(event -> event.provenance().recordedAt().isAfter(upTo))
                        .forEach(laterRolls::add);
            }
            supposed.has(facts);
            if (isRegrouped(facts, upTo, apart)) {
                regrouped.put(facts.id(), facts);
            } else {
                RecordFacts known = known(facts, upTo);
                supposed.would(known);
                then.put(facts.id(), OnADay.of(known, asOf, calendar, rules, sealed.contains(facts.id())));
            }
            requireFewNewFaces(supposed);
        });
        // What was split off since may have no news of its own, and was one record with others then
        while (!apart.isEmpty()) {
            Set<ChildId> found = new TreeSet<>(apart);
            apart.clear();
            each(found, facts -> {
                if (regrouped.put(facts.id(), facts) == null) {
                    now.put(facts.id(), OnADay.of(facts, asOf, calendar, rules, noteSealed(facts, sealed)));
                    supposed.has(facts);
                    then.remove(facts.id());
                    isRegrouped(facts, upTo, apart);
                }
            });
        }
        var events = new ArrayList<RecordedEvent>();
        regrouped.values().forEach(record -> events.addAll(record.events()));
        events.sort(FoldOrder.COMPARATOR);
        List<RecordFacts> grouped = KnownBy.all(events, upTo);
        grouped.forEach(supposed::would);
        Map<ChildId, List<Suspicion>> suspected = supposed.suspected();
        var as = new ArrayList<OnADay>();
        var beside = new TreeSet<>(suspected.keySet());
        beside.removeAll(regrouped.keySet());
        for (RecordFacts record : grouped) {
            RecordFacts is = regrouped.getOrDefault(record.id(), record);
            RecordFacts known = record.suspected(suspected.getOrDefault(record.id(), is.suspected()));
            as.add(OnADay.of(known, asOf, calendar, rules, sealed.contains(record.id())));
            beside.remove(record.id());
        }
        // Whoever looked like somebody else then, or does only now, needs no news of its own
        each(beside, facts -> {
            now.computeIfAbsent(facts.id(), id -> OnADay.of(facts, asOf, calendar, rules, noteSealed(facts, sealed)));
            RecordFacts known = known(facts, upTo).suspected(suspected.getOrDefault(facts.id(), List.of()));
            then.put(facts.id(), OnADay.of(known, asOf, calendar, rules, sealed.contains(facts.id())));
        });
        as.addAll(then.values());
        return new Difference(now, as, laterRolls);
    }

    /** The facts of then in the record of now; others look like it as they do now. */
    private static RecordFacts known(RecordFacts facts, Instant upTo) {
        return new RecordFacts(facts.id(), facts.formerIds(), KnownBy.known(facts.events(), upTo), facts.suspected());
    }

    /** They are compared beside each other, so all of them are in memory. */
    private static void requireFewNewFaces(Supposed supposed) {
        if (supposed.different() > MOST_NEW_FACES) {
            throw new BadQuestion(
                    "recordedUpTo",
                    "More than " + MOST_NEW_FACES
                            + " records were opened or identified otherwise since; ask for a later instant, or for the history of a child.");
        }
    }

    /** Who is sealed now was not on the lists of most then, either; nor were the records that are part of it now. */
    private static boolean noteSealed(RecordFacts facts, Set<ChildId> sealed) {
        boolean is = ChildState.asOf(facts, LocalDate.MAX).isSealed();
        if (is) {
            sealed.add(facts.id());
            sealed.addAll(facts.formerIds());
        }
        return is;
    }

    private void each(Set<ChildId> ids, Consumer<RecordFacts> reader) {
        var all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            views.records(all.subList(from, Math.min(all.size(), from + AT_ONCE)))
                    .forEach(reader);
        }
    }

    /** Whether records were joined to this one, or split off it, since; those split off are noted. */
    private static boolean isRegrouped(RecordFacts facts, Instant upTo, Set<ChildId> apart) {
        boolean is = false;
        for (RecordedEvent recorded : facts.events()) {
            if (recorded.provenance().recordedAt().isAfter(upTo)) {
                is |= recorded.event() instanceof RecordsMerged || recorded.event() instanceof MergeReverted;
                if (recorded.event() instanceof MergeReverted reverted) {
                    apart.add(reverted.restored());
                }
            }
        }
        return is;
    }
}
