package org.besik.query.rules;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.jspecify.annotations.Nullable;

/** The thresholds in force on any day, for the nation and for regions that have their own. */
public final class RuleBook {

    private final List<RuleSet> sets;

    /**
     * One version of the rules.
     *
     * @param version names it wherever a flag is shown
     * @param from the first day on which it is in force
     * @param regions the regions it holds for; null: all that have none of their own
     * @param newbornDays below this age in days a child is a newborn
     * @param silent bands; the first that fits a child's level, age and form counts
     */
    public record RuleSet(
            String version,
            LocalDate from,
            @Nullable Set<String> regions,
            Threshold newbornUnseen,
            int newbornDays,
            List<Band> silent,
            Threshold notInEducation,
            Threshold lostInTransit,
            Threshold handoffPending,
            Threshold unregistered,
            SingleSource singleSource) {}

    /**
     * When is everything heard of a child heard from one institution?
     *
     * @param fromYears from this age on
     * @param stayMonths so long at the institution; from a year on, a yearly health exam fell due meanwhile
     * @param contactMonths so long nobody else was in contact and no health professional saw the child
     */
    public record SingleSource(int fromYears, int stayMonths, int contactMonths) {

        public SingleSource {
            if (fromYears < 0 || fromYears >= Ages.MAJORITY || stayMonths < 12 || contactMonths < 1) {
                throw new IllegalArgumentException("singleSource: fromYears from 0 to 17, stayMonths 12 or more"
                        + " (a yearly exam falls due), contactMonths 1 or more");
            }
        }
    }

    /**
     * A window of silence for some children. A null member does not restrict.
     *
     * @param level only children enrolled at this level
     * @param forms only children enrolled at a main level in one of these forms
     */
    public record Band(
            @Nullable Level level,
            @Nullable Integer fromDays,
            @Nullable Integer fromYears,
            @Nullable Integer toYears,
            @Nullable Set<Form> forms,
            int warn,
            int flag,
            DayCount unit) {

        public Band {
            if (toYears != null && fromYears != null && fromYears >= toYears) {
                throw new IllegalArgumentException("a band of ages must not be empty: " + fromYears + " to " + toYears);
            }
        }

        /** The first day on which a child is old enough. */
        public LocalDate starts(LocalDate birthDate) {
            if (fromYears != null) {
                return Ages.birthday(birthDate, fromYears);
            }
            return fromDays == null ? birthDate : birthDate.plusDays(fromDays);
        }

        /** Whether the band does not look at the age. */
        public boolean isForEveryAge() {
            return fromDays == null && fromYears == null && toYears == null;
        }

        /** Whether a child of this birth date is in the band on a day; an unknown birth date is in no band of ages. */
        public boolean hasAge(@Nullable LocalDate birthDate, LocalDate on) {
            if (isForEveryAge()) {
                return true;
            }
            return birthDate != null
                    && !on.isBefore(starts(birthDate))
                    && (toYears == null || on.isBefore(Ages.birthday(birthDate, toYears)));
        }

        public Threshold threshold() {
            return new Threshold(warn, flag, unit, null);
        }
    }

    private record Data(List<RuleSet> sets) {}

    /** A book of the given sets, checked. */
    public RuleBook(List<RuleSet> sets) {
        this.sets = sets.stream()
                .sorted(Comparator.comparing(RuleSet::from).reversed())
                .toList();
        check();
    }

    /** The rules that come with Besik: the national defaults. */
    public static RuleBook standard() {
        try (InputStream file = RuleBook.class.getResourceAsStream("/rules/thresholds.json")) {
            if (file == null) {
                throw new IllegalStateException("the thresholds are missing");
            }
            return load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads and checks a rules file.
     *
     * @throws IllegalArgumentException if it has a hole, an overlap or an unknown word: it says where
     */
    public static RuleBook load(InputStream file) throws IOException {
        try {
            return new RuleBook(JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(file, Data.class)
                    .sets());
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("rules: " + wrong.getOriginalMessage(), wrong);
        }
    }

    /** The rules in force for a region on a day; the region's own before the nation's. */
    public RuleSet on(LocalDate day, String region) {
        RuleSet national = null;
        for (RuleSet set : sets) {
            if (!set.from().isAfter(day)) {
                if (set.regions() != null && set.regions().contains(region)) {
                    return set;
                }
                if (set.regions() == null && national == null) {
                    national = set;
                }
            }
        }
        if (national == null) {
            throw new IllegalStateException("no rules are in force on " + day);
        }
        return national;
    }

    /** Days strictly between two days on which other rules come into force, ascending. */
    public List<LocalDate> changesBetween(LocalDate after, LocalDate before) {
        if (sets.size() == 1) {
            return List.of();
        }
        return sets.stream()
                .map(RuleSet::from)
                .filter(day -> day.isAfter(after) && day.isBefore(before))
                .distinct()
                .sorted()
                .toList();
    }

    /** Names everything that decides: changes when any rule does. */
    public String version() {
        var versions = new ArrayList<String>();
        for (RuleSet set : sets) {
            versions.add(set.version());
        }
        return String.join("+", versions);
    }

    private void check() {
        if (sets.stream().noneMatch(set -> set.regions() == null && set.from().getYear() <= 1990)) {
            throw new IllegalArgumentException("rules: a national set must be in force from 1990 or earlier");
        }
        for (int i = 0; i < sets.size(); i++) {
            for (int j = i + 1; j < sets.size(); j++) {
                if (sets.get(i).from().equals(sets.get(j).from()) && overlap(sets.get(i), sets.get(j))) {
                    throw new IllegalArgumentException(
                            "rules: two sets come into force on " + sets.get(i).from() + " for the same regions");
                }
            }
        }
        sets.forEach(RuleBook::checkBands);
    }

    private static boolean overlap(RuleSet a, RuleSet b) {
        if (a.regions() == null || b.regions() == null) {
            return a.regions() == null && b.regions() == null;
        }
        return a.regions().stream().anyMatch(b.regions()::contains);
    }

    /** Every age from the end of the newborn days to majority has a band, whatever the schooling. */
    private static void checkBands(RuleSet set) {
        LocalDate birth = LocalDate.of(2001, 1, 1);
        LocalDate adult = Ages.birthday(birth, Ages.MAJORITY);
        for (LocalDate day = birth.plusDays(set.newbornDays()); day.isBefore(adult); day = day.plusDays(1)) {
            LocalDate on = day;
            long general = set.silent().stream()
                    .filter(band -> band.level() == null && band.forms() == null && band.hasAge(birth, on))
                    .count();
            if (general != 1) {
                throw new IllegalArgumentException("rules " + set.version() + ": "
                        + (general == 0 ? "no band" : "more than one band") + " for the age of "
                        + Ages.months(birth, on) + " months");
            }
        }
    }
}
