package org.besik.query.rulesinforce;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.besik.events.Officer;
import org.besik.events.rules.Band;
import org.besik.events.rules.Overrides;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RuleVersion;
import org.besik.events.rules.SingleSource;
import org.besik.events.rules.Threshold;
import org.besik.events.rules.Thresholds;
import org.besik.query.intake.IntakeHealth;
import org.besik.query.intake.Views;
import org.besik.query.rules.RulesOnFile;
import org.besik.query.rules.RulesOnFile.Heard;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Reason;
import org.jspecify.annotations.Nullable;

/** Answers: which rules are in force, since when, by whose word; which were, which will be; and does the list rest on them yet? */
public final class RulesInForce {

    private final Views views;
    private final Supplier<IntakeHealth.@Nullable Progress> rebuild;
    private final SchoolCalendar calendar;

    /** @param rebuild how far views that are being made are; null: none are */
    public RulesInForce(Views views, Supplier<IntakeHealth.@Nullable Progress> rebuild, SchoolCalendar calendar) {
        this.views = views;
        this.rebuild = rebuild;
        this.calendar = calendar;
    }

    /**
     * The rules as on a day.
     *
     * @param inForce the version that holds on the day
     * @param reasons what that version asks, reason by reason
     * @param derived whether the list rests on all versions yet
     * @param versions every one, the latest first day first
     */
    public record RulesAsOf(
            LocalDate asOf,
            String inForce,
            CalendarInForce calendar,
            RulesDerived derived,
            List<ReasonRule> reasons,
            List<RulesVersion> versions) {}

    /** Which days count as school days and working days. */
    public record CalendarInForce(String version) {}

    /**
     * @param upToDate whether the list rests on every version that was put in force
     * @param deriving how far the views are that will; null: none are being made
     */
    public record RulesDerived(
            boolean upToDate,
            List<String> waiting,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            RulesDeriving deriving) {}

    /** Events folded and to fold. */
    public record RulesDeriving(long done, long total) {}

    /**
     * What lists a child for one reason.
     *
     * @param rule its stable name
     * @param bands the thresholds; empty: there is no clock, it lists at once
     * @param regions regions with thresholds of their own
     */
    public record ReasonRule(
            Reason reason,
            String rule,
            String version,
            List<ClockRule> bands,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<ClockRule>> regions) {}

    /** For whom, and after how long there is a warning and a flag. Members that do not restrict are left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClockRule(
            @Nullable String level,
            @Nullable List<String> forms,
            @Nullable Integer fromDays,
            @Nullable Integer toDays,
            @Nullable Integer fromYears,
            @Nullable Integer toYears,
            @Nullable Integer warn,
            @Nullable String warnUnit,
            int flag,
            String unit) {}

    /** How a version stands on a day. */
    public enum Status {
        TO_COME,
        IN_FORCE,
        PAST,
        /** Another version with the same first day took its place before it held. */
        REPLACED
    }

    /**
     * One version, as it can be sent again.
     *
     * @param until the first day on which it holds no more; null: no other is known yet
     * @param putInForce null: it comes with Besik
     */
    public record RulesVersion(
            String version,
            Status status,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable PutInForce putInForce,
            Thresholds thresholds,
            Map<String, Overrides> regions) {}

    /** By whose word. */
    public record PutInForce(
            Instant at, @Nullable String by, @Nullable String role, String reason) {}

    /** The rules as on a day, as far as they are heard of. */
    public RulesAsOf on(LocalDate asOf) {
        List<Heard> heard = RulesOnFile.heard(views.store());
        RuleBook book = book(heard);
        RuleVersion holds = book.on(asOf);
        return new RulesAsOf(
                asOf,
                holds.version(),
                new CalendarInForce(calendar.version()),
                derived(book),
                reasons(holds),
                versions(book, heard, asOf));
    }

    /** All rules that were put in force, whether the list rests on them yet or not. */
    public RuleBook book() {
        return book(RulesOnFile.heard(views.store()));
    }

    private static RuleBook book(List<Heard> heard) {
        return RulesOnFile.book(RuleBook.standard(), heard, Long.MAX_VALUE);
    }

    /** Whether the list rests on every version that was put in force. */
    public RulesDerived derived() {
        return derived(book());
    }

    private RulesDerived derived(RuleBook book) {
        int known = views.rules().versions().size();
        List<String> waiting =
                book.versions().stream().skip(known).map(RuleVersion::version).toList();
        IntakeHealth.Progress progress = rebuild.get();
        return new RulesDerived(
                waiting.isEmpty(),
                waiting,
                progress == null ? null : new RulesDeriving(progress.done(), progress.total()));
    }

    private static List<RulesVersion> versions(RuleBook book, List<Heard> heard, LocalDate asOf) {
        var versions = new ArrayList<RulesVersion>();
        for (RuleVersion version : book.versions()) {
            int next = book.nextChange(Math.toIntExact(version.from().toEpochDay()));
            versions.add(new RulesVersion(
                    version.version(),
                    status(book, version, asOf),
                    version.from(),
                    next == RuleBook.NEVER ? null : LocalDate.ofEpochDay(next),
                    heard.stream()
                            .filter(one -> one.rules().version().equals(version.version()))
                            .findFirst()
                            .map(RulesInForce::putInForce)
                            .orElse(null),
                    version.thresholds(),
                    version.regions()));
        }
        versions.sort(Comparator.comparing(RulesVersion::from).reversed());
        return versions;
    }

    private static Status status(RuleBook book, RuleVersion version, LocalDate asOf) {
        if (!book.on(version.from()).equals(version)) {
            return Status.REPLACED;
        }
        if (version.from().isAfter(asOf)) {
            return Status.TO_COME;
        }
        return book.on(asOf).equals(version) ? Status.IN_FORCE : Status.PAST;
    }

    private static PutInForce putInForce(Heard heard) {
        Officer by = heard.by();
        return new PutInForce(
                heard.recordedAt(),
                by == null ? null : by.account(),
                by == null ? null : by.role(),
                heard.rules().reason());
    }

    private static List<ReasonRule> reasons(RuleVersion version) {
        var reasons = new ArrayList<ReasonRule>();
        for (Reason reason : Reason.values()) {
            Function<Thresholds, List<ClockRule>> clocks = thresholds -> clocks(reason, thresholds);
            List<ClockRule> nation = clocks.apply(version.thresholds());
            var regions = new TreeMap<String, List<ClockRule>>();
            version.regions().keySet().forEach(region -> {
                List<ClockRule> own = clocks.apply(version.in(region));
                if (!own.equals(nation)) {
                    regions.put(region, own);
                }
            });
            reasons.add(new ReasonRule(
                    reason,
                    reason.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    version.version(),
                    nation,
                    regions));
        }
        return reasons;
    }

    private static List<ClockRule> clocks(Reason reason, Thresholds thresholds) {
        return switch (reason) {
            case NEWBORN_UNSEEN -> List.of(clock(thresholds.newbornUnseen(), thresholds.newbornDays()));
            case SILENT -> thresholds.silent().stream().map(RulesInForce::clock).toList();
            case NOT_IN_EDUCATION -> List.of(clock(thresholds.notInEducation(), null));
            case LOST_IN_TRANSIT -> List.of(clock(thresholds.lostInTransit(), null));
            case HANDOFF_PENDING -> List.of(clock(thresholds.handoffPending(), null));
            case UNREGISTERED -> List.of(clock(thresholds.unregistered(), null));
            case SINGLE_SOURCE -> List.of(clock(thresholds.singleSource()));
            case CONTRADICTION, POSSIBLE_DUPLICATE -> List.of();
        };
    }

    private static ClockRule clock(Threshold threshold, @Nullable Integer toDays) {
        return new ClockRule(
                null,
                null,
                null,
                toDays,
                null,
                null,
                threshold.warn(),
                threshold.warnUnit() == null ? null : threshold.warnUnit().name(),
                threshold.flag(),
                threshold.unit().name());
    }

    private static ClockRule clock(Band band) {
        return new ClockRule(
                band.level() == null ? null : band.level().name(),
                band.forms() == null
                        ? null
                        : band.forms().stream().map(Enum::name).toList(),
                band.fromDays(),
                null,
                band.fromYears(),
                band.toYears(),
                band.warn(),
                null,
                band.flag(),
                band.unit().name());
    }

    /** It flags when the last of three is long enough; the contact's is the longest. It warns of nothing. */
    private static ClockRule clock(SingleSource rule) {
        return new ClockRule(
                null, null, null, null, rule.fromYears(), null, null, null, rule.contactMonths(), "MONTHS");
    }
}
