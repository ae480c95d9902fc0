package org.besik.query.rulesinforce;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.besik.events.ChildId;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RuleVersion;
import org.besik.query.feeds.Silences;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Views;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Compared;
import org.jspecify.annotations.Nullable;

/**
 * One trial of other rules: every record is folded as on some days by the rules in force and by the others, and the two
 * are compared. Nothing is written but the ids of the children that differ, into files of its own.
 */
final class DryRun implements AutoCloseable {

    private static final Logger LOG = System.getLogger(DryRun.class.getName());

    /** Facts read at once. */
    private static final int AT_ONCE = 4_000;

    /** How it stands. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** Which children. */
    enum Which {
        NEWLY,
        NO_LONGER
    }

    /** Waits until the views have caught up, a little at most. */
    @FunctionalInterface
    interface Pace {
        void await() throws InterruptedException;
    }

    private record Of(LocalDate day, Which which) {}

    final String id;
    final String by;
    final Instant askedAt;
    final RuleVersion rules;
    private final List<LocalDate> days;
    private final RuleBook inForce;
    private final Map<Of, FoundChildren> found = new LinkedHashMap<>();
    private volatile State state = State.WAITING;
    private volatile long done;
    private volatile long total;
    private volatile List<Effect> effects = List.of();
    private volatile @Nullable Instant endedAt;

    DryRun(
            String id,
            String by,
            Instant askedAt,
            RuleVersion rules,
            List<LocalDate> days,
            RuleBook inForce,
            Path folder) {
        this.id = id;
        this.by = by;
        this.askedAt = askedAt;
        this.rules = rules;
        this.days = days;
        this.inForce = inForce;
        for (LocalDate day : days) {
            for (Which which : Which.values()) {
                found.put(new Of(day, which), new FoundChildren(folder.resolve(id + "-" + day + "-" + which)));
            }
        }
    }

    State state() {
        return state;
    }

    boolean isOver() {
        return state != State.WAITING && state != State.RUNNING;
    }

    long done() {
        return done;
    }

    long total() {
        return total;
    }

    List<LocalDate> days() {
        return days;
    }

    /** One for each day, once it is done. */
    List<Effect> effects() {
        return effects;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    /** Asks it to stop before the next records. */
    void cancel() {
        if (!isOver()) {
            state = State.CANCELLED;
        }
    }

    /** Some of the children that differ on one of its days. */
    FoundChildren.Page children(LocalDate day, Which which, long from, int limit, Collection<String> regions) {
        return found(day, which).page(from, limit, regions);
    }

    /** Looks at every record, as the facts stand when it is its turn. */
    void run(Views views, StaleFeeds staleFeeds, SchoolCalendar calendar, Pace pace, Supplier<Instant> now) {
        if (isOver()) {
            return;
        }
        state = State.RUNNING;
        try {
            var then = new RuleBook(List.of(new RuleVersion(
                    rules.version(), LocalDate.EPOCH.minusYears(70), rules.thresholds(), rules.regions())));
            Map<LocalDate, Silences> silences = staleFeeds.silences(days);
            var tallies = new LinkedHashMap<LocalDate, Effect.Tally>();
            days.forEach(day -> tallies.put(day, new Effect.Tally()));
            total = views.store().position();
            ChildId last = null;
            for (Views.Stretch some = views.following(null, AT_ONCE);
                    state == State.RUNNING && some.last() != null;
                    some = views.following(last, AT_ONCE)) {
                last = some.last();
                for (RecordFacts record : some.records()) {
                    tallies.forEach((day, tally) -> Compared.of(
                                    record, day, calendar, inForce, then, silences.getOrDefault(day, Silences.NONE))
                            .ifPresent(compared -> count(day, compared, tally)));
                }
                found.values().forEach(FoundChildren::flush);
                done = Math.min(total, done + some.facts());
                pace.await();
            }
            if (state == State.RUNNING) {
                effects = tallies.entrySet().stream()
                        .map(tally -> tally.getValue().effect(tally.getKey()))
                        .toList();
                done = total;
            }
            end(State.DONE, now.get());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            end(State.CANCELLED, now.get());
        } catch (RuntimeException failed) {
            // Its kind only: a message may speak of a person
            LOG.log(Level.ERROR, "a dry run failed: {0}", failed.getClass().getSimpleName());
            end(State.FAILED, now.get());
        }
    }

    private void end(State how, Instant at) {
        endedAt = at;
        if (state == State.RUNNING) {
            state = how;
        }
    }

    private void count(LocalDate day, Compared compared, Effect.Tally tally) {
        tally.add(compared);
        if (!compared.sealed() && (compared.isNew() || compared.isGone())) {
            found(day, compared.isNew() ? Which.NEWLY : Which.NO_LONGER).add(compared.childId(), compared.region());
        }
    }

    private FoundChildren found(LocalDate day, Which which) {
        return Objects.requireNonNull(found.get(new Of(day, which)));
    }

    @Override
    public void close() {
        found.values().forEach(FoundChildren::close);
    }
}
