package org.besik.query.untracked;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.besik.events.Ages;
import org.besik.events.contact.Strength;
import org.besik.query.viewstore.Document;
import org.jspecify.annotations.Nullable;

/**
 * A child on the list.
 *
 * @param reasons in the order of {@link Reason}
 * @param daysOverdue the largest over the reasons
 * @param lastContact the latest on that day; null: never
 * @param ageMonths completed; null: no birth date is known
 * @param staleFeeds agencies that should have been heard of and are silent themselves, or were
 */
public record UntrackedItem(
        String childId,
        List<Why> reasons,
        int daysOverdue,
        Severity severity,
        @Nullable LastContact lastContact,
        String region,
        @Nullable String district,
        @Nullable Integer ageMonths,
        List<String> staleFeeds) {

    /**
     * Why the child is listed.
     *
     * @param rule the rule's stable name
     * @param level FLAG or WARN
     */
    public record Why(Reason reason, LocalDate since, LocalDate dueOn, String rule, String ruleVersion, String level) {}

    /** The latest contact; a null service is the agency's own, which is not known. */
    public record LastContact(
            LocalDate occurredOn, String agency, @Nullable String service, String strength) {}

    /**
     * What lists a child that is missing from a roll.
     *
     * @param soonest the first day on which it may
     */
    record Missing(LocalDate soonest, Severity severity, Why why) {}

    /** A stored document, opened. */
    record Stored(
            Document document,
            List<Why> flags,
            List<Why> warnings,
            Severity rest,
            @Nullable LastContact lastContact,
            List<String> categories,
            List<String> expected,
            List<String> rolls,
            int missedFrom,
            int nextVisit,
            @Nullable Missing missing) {

        static Stored of(Document document) {
            var flags = new ArrayList<Why>();
            var warnings = new ArrayList<Why>();
            var categories = new ArrayList<String>();
            var expected = new ArrayList<String>();
            var rolls = new ArrayList<String>();
            var rest = Severity.LOW;
            int missedFrom = 0;
            int nextVisit = 0;
            Missing missing = null;
            LastContact lastContact = null;
            try (JsonParser json = UntrackedProjection.SMILE.createParser(document.body())) {
                // Of some, no more is read than what places them
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    json.nextToken();
                    reasons(json, flags, UntrackedProjection.FLAG);
                    json.nextToken();
                    reasons(json, warnings, UntrackedProjection.WARN);
                    rest = Severity.of(json.nextIntValue(0));
                    if (json.nextToken() != JsonToken.END_ARRAY) {
                        missedFrom = json.getIntValue();
                        json.nextToken();
                        lastContact =
                                lastContact(json, (String) document.fields().get(UntrackedProjection.SERVICE));
                        for (List<String> into : List.of(categories, expected, rolls)) {
                            if (json.nextToken() == JsonToken.START_ARRAY) {
                                strings(json, into);
                            }
                        }
                        nextVisit = json.nextIntValue(0);
                        missing = missing(json);
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return new Stored(
                    document,
                    flags,
                    warnings,
                    rest,
                    lastContact,
                    categories,
                    expected,
                    rolls,
                    missedFrom,
                    nextVisit,
                    missing);
        }

        private static @Nullable Missing missing(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                return null;
            }
            LocalDate soonest = Clocks.date(json.getIntValue());
            Severity severity = Severity.of(json.nextIntValue(0));
            var flags = new ArrayList<Why>();
            json.nextToken();
            reasons(json, flags, UntrackedProjection.FLAG);
            return new Missing(soonest, severity, flags.getFirst());
        }

        private static void reasons(JsonParser json, List<Why> into, String level) throws IOException {
            while (json.nextToken() == JsonToken.START_ARRAY) {
                Reason reason = Reason.at(json.nextIntValue(0));
                LocalDate since = Clocks.date(json.nextIntValue(0));
                LocalDate dueOn = Clocks.date(json.nextIntValue(0));
                String version = json.nextTextValue();
                json.nextToken();
                into.add(new Why(reason, since, dueOn, rule(reason), version, level));
            }
        }

        private static String rule(Reason reason) {
            return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static @Nullable LastContact lastContact(JsonParser json, @Nullable String service) throws IOException {
            if (json.nextToken() == JsonToken.END_ARRAY) {
                return null;
            }
            LocalDate day = Clocks.date(json.getIntValue());
            String agency = json.nextTextValue();
            String strength = strength(json.nextTextValue());
            json.nextToken();
            return new LastContact(day, agency, service, strength);
        }

        /** By its first letter. */
        private static String strength(String letter) {
            return Stream.of(Strength.values())
                    .map(Strength::name)
                    .filter(name -> name.startsWith(letter))
                    .findFirst()
                    .orElseThrow();
        }

        private static void strings(JsonParser json, List<String> into) throws IOException {
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                into.add(json.getText());
            }
        }

        /**
         * The same as it is shown on a day if the child is missing from its school's roll: listed for that as well; null: it is
         * not missing, or not yet.
         *
         * @param isTold whether a day is told of under a roll that need not be there yet
         */
        @Nullable
        Stored ifMissing(LocalDate day, BiPredicate<String, Integer> isTold) {
            if (missing == null
                    || day.isBefore(missing.soonest())
                    || !rolls.stream().allMatch(roll -> isTold.test(roll, missedFrom))) {
                return null;
            }
            Why why = missing.why();
            List<Why> listed = Stream.concat(flags.stream(), Stream.of(why))
                    .sorted(Comparator.comparing(Why::reason))
                    .toList();
            var fields = new HashMap<>(document.fields());
            fields.put(
                    UntrackedProjection.LEVEL,
                    UntrackedProjection.flagged(Objects.requireNonNull(text(UntrackedProjection.LEVEL))));
            fields.put(
                    UntrackedProjection.DUE_ON,
                    listed.stream()
                            .mapToLong(one -> one.dueOn().toEpochDay())
                            .min()
                            .orElseThrow());
            fields.put(UntrackedProjection.SEVERITY, (long) missing.severity().points());
            fields.put(
                    UntrackedProjection.REASONS,
                    listed.stream().mapToLong(one -> one.reason().bit()).sum());
            fields.put(
                    UntrackedProjection.EXPLAINED_UNTIL,
                    why.dueOn().plusDays(Timeline.EXPLAINED_AT_MOST).toEpochDay());
            // The roll is there: neither its month nor a visit is waited for
            return new Stored(
                    new Document(document.id(), fields, document.body()),
                    listed,
                    warnings.stream()
                            .filter(warning -> warning.reason() != why.reason())
                            .toList(),
                    flags.isEmpty() ? Severity.LOW : severity(Set.of()),
                    lastContact,
                    categories,
                    expected,
                    rolls,
                    0,
                    0,
                    null);
        }

        String childId() {
            return document.id().substring(0, document.id().indexOf('/'));
        }

        long number(String field) {
            return document.fields().get(field) instanceof Long value ? value : 0;
        }

        @Nullable
        String text(String field) {
            return (String) document.fields().get(field);
        }

        boolean isListedOn(LocalDate day) {
            return number(UntrackedProjection.FROM) <= day.toEpochDay()
                    && number(UntrackedProjection.UNTIL) > day.toEpochDay();
        }

        /** The flags, or the warnings of a child that is only warned about; without those that stale feeds explain. */
        List<Why> reasons(Set<Reason> without) {
            List<Why> reasons = flags.isEmpty() ? warnings : flags;
            return without.isEmpty()
                    ? reasons
                    : reasons.stream()
                            .filter(why -> !without.contains(why.reason()))
                            .toList();
        }

        /** The agencies whose feed, if stale, would explain the silence of the child; none once that would be too long. */
        List<String> expectedOn(LocalDate day) {
            return Stream.concat(flags.stream(), warnings.stream())
                    .filter(why -> why.reason() == Reason.SILENT)
                    .findFirst()
                    .filter(silent -> !day.isAfter(silent.dueOn().plusDays(Timeline.EXPLAINED_DAYS)))
                    .map(silent -> expected)
                    .orElse(List.of());
        }

        Severity severity(Set<Reason> without) {
            return without.contains(Reason.SILENT)
                    ? rest
                    : Severity.of(Math.toIntExact(number(UntrackedProjection.SEVERITY)));
        }

        @Nullable
        Integer ageMonths(LocalDate asOf) {
            LocalDate birth = birthDate();
            return birth == null ? null : Ages.months(birth, asOf);
        }

        /** null: it is not known. */
        @Nullable
        LocalDate birthDate() {
            long birth = number(UntrackedProjection.BIRTH);
            return birth <= -Span.FOREVER ? null : LocalDate.ofEpochDay(birth);
        }

        UntrackedItem item(LocalDate asOf, Set<Reason> without, boolean withWarnings, List<String> staleFeeds) {
            var shown = new ArrayList<>(reasons(without));
            LocalDate dueOn =
                    shown.stream().map(Why::dueOn).min(LocalDate::compareTo).orElse(asOf);
            if (withWarnings && !flags.isEmpty()) {
                shown.addAll(warnings);
            }
            return new UntrackedItem(
                    childId(),
                    shown,
                    Math.toIntExact(asOf.toEpochDay() - dueOn.toEpochDay()),
                    severity(without),
                    lastContact,
                    Objects.requireNonNull(text(UntrackedProjection.REGION)),
                    text(UntrackedProjection.DISTRICT),
                    ageMonths(asOf),
                    staleFeeds);
        }
    }
}
