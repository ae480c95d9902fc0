package org.besik.query.rulesinforce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RuleVersion;
import org.besik.events.rules.RulesChange;
import org.besik.query.access.Busy;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Views;
import org.besik.query.rules.SchoolCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Trials of other rules. They run one after the other, in one thread, and wait whenever the views are behind. The last few are remembered; a restart forgets them.
 */
public final class DryRuns implements AutoCloseable {

    private static final int REMEMBERED = 6;

    private static final int STOP_SECONDS = 10;

    private final Views views;
    private final StaleFeeds staleFeeds;
    private final SchoolCalendar calendar;
    private final RulesInForce rules;
    private final DryRun.Pace pace;
    private final Clock clock;
    private final Map<String, DryRun> runs = new LinkedHashMap<>();
    private @Nullable Path folder;
    private final ExecutorService turns = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("besik-dry-run").daemon().factory());

    DryRuns(
            Views views,
            StaleFeeds staleFeeds,
            SchoolCalendar calendar,
            RulesInForce rules,
            DryRun.Pace pace,
            Clock clock) {
        this.views = views;
        this.staleFeeds = staleFeeds;
        this.calendar = calendar;
        this.rules = rules;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * Begins a trial, or has it wait for its turn.
     *
     * @param days as on which the lists are compared
     * @throws org.besik.events.rules.WrongRules if the rules could not be put in force
     * @throws Busy if too many wait
     */
    synchronized DryRun begin(RulesChange change, List<LocalDate> days, String by) {
        RuleBook inForce = rules.book();
        RuleVersion version = change.version(inForce, "dry-run");
        if (runs.size() >= REMEMBERED) {
            DryRun oldest = runs.values().stream()
                    .filter(DryRun::isOver)
                    .findFirst()
                    .orElseThrow(() -> new Busy("Wait until one of the dry runs is done, or cancel one."));
            runs.remove(oldest.id);
            oldest.close();
        }
        var run = new DryRun(UUID.randomUUID().toString(), by, clock.instant(), version, days, inForce, folder());
        runs.put(run.id, run);
        turns.execute(() -> run.run(views, staleFeeds, calendar, pace, clock::instant));
        return run;
    }

    synchronized Optional<DryRun> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** The last ones, the youngest first. */
    synchronized List<DryRun> all() {
        return new ArrayList<>(runs.values()).reversed();
    }

    /** Ends a trial, if it runs, and forgets it. */
    synchronized void forget(DryRun run) {
        run.cancel();
        runs.remove(run.id);
        turns.execute(run::close);
    }

    private Path folder() {
        Path made = folder;
        try {
            if (made == null) {
                made = Files.createTempDirectory("besik-dry-runs");
                folder = made;
            }
            return made;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public synchronized void close() {
        turns.shutdownNow();
        try {
            if (turns.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                runs.values().forEach(DryRun::close);
                if (folder != null) {
                    Files.deleteIfExists(folder);
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
