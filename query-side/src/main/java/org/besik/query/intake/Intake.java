package org.besik.query.intake;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.besik.events.ChildId;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.Metadata;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;
import org.besik.events.rules.RuleBook;
import org.besik.query.rules.RulesOnFile;
import org.besik.query.rules.RulesOnFile.Heard;
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the views true to the log. The live generation follows the feed; when code or rules have changed, or on demand,
 * another one is built beside it from the log's beginning and takes its place once it has caught up. What was built with
 * older rules goes on being read until then, as it stands.
 */
public final class Intake implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Intake.class.getName());

    /** How long readers of a replaced generation have to finish. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final EventFeed feed;
    private final EventCodec codec;
    private final Folds folds;
    private final Generations generations;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Timer batches;
    private final DistributionSummary sizes;
    private final AtomicLong documentBytes = new AtomicLong();
    private final AtomicLong storedBytes = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final LiveViews views;
    private final GiveWay giveWay = new GiveWay();
    private final Backlog backlog = new Backlog(this::lagInSeconds, this::moves);
    private @Nullable Follower follower;
    private @Nullable Building building;
    private final List<Thread> retirements = new ArrayList<>();
    private boolean isStarted;
    private boolean isClosed;

    /** A generation on its way to be the live one. */
    private record Building(Generation generation, Follower follower) {}

    /**
     * Opens the views as they were left.
     *
     * @param generations where they are kept; nobody else writes there meanwhile
     * @param clock for the lag in seconds
     */
    public Intake(
            EventFeed feed,
            EventCodec codec,
            List<Projection> projections,
            List<FeedProjection> feedProjections,
            Generations generations,
            MeterRegistry meters,
            Clock clock) {
        this.feed = feed;
        this.codec = codec;
        this.folds = new Folds(projections, feedProjections, meters, RuleBook.standard());
        this.generations = generations;
        this.meters = meters;
        this.clock = clock;
        this.batches = Timer.builder("besik.intake.batch")
                .description("From the events of a batch to their views on disk")
                .publishPercentileHistogram()
                .register(meters);
        this.sizes = DistributionSummary.builder("besik.intake.batch.size")
                .baseUnit("events")
                .register(meters);
        this.views = open();
        measure();
    }

    private LiveViews open() {
        String signature = folds.signature();
        String live = generations.live().orElse(null);
        generations.all().stream()
                .filter(g -> !g.equals(live) && !g.startsWith(signature + "-"))
                .forEach(generations::delete);
        boolean fits = live != null && live.startsWith(folds.layout()) && generations.fits(live, folds.tables());
        Generation opened = live != null && fits ? generation(live) : null;
        if (opened != null && opened.store().position() > feed.head()) {
            LOG.log(Level.WARNING, "the views are ahead of the log, which was replaced: building them anew");
            opened.close();
            opened = null;
        }
        if (opened == null) {
            generations.all().forEach(generations::delete);
            String fresh = generations.unused(signature);
            opened = generation(fresh);
            generations.setLive(fresh);
        }
        String name = opened.name();
        var found = new LiveViews(opened, codec, folds, giveWay);
        boolean isOfThisCode = name.startsWith(signature + "-");
        if (isOfThisCode) {
            follower = follower(opened);
        }
        if (isOfThisCode && !opened.isOutdated()) {
            // A rebuild on demand that was cut short: whoever wanted it will ask again
            generations.all().stream().filter(g -> !g.equals(name)).forEach(generations::delete);
        } else {
            building = begun(name, opened.heard());
            LOG.log(
                    Level.INFO,
                    "views are being built anew as {0}; until then {1} answers",
                    building.generation().name(),
                    name);
        }
        return found;
    }

    private Generation generation(String name) {
        return generation(name, List.of());
    }

    private Generation generation(String name, List<Heard> rules) {
        return new Generation(name, generations.open(name, folds.tables()), codec, folds, rules, giveWay);
    }

    private Building building(List<Heard> rules) {
        Generation fresh = generation(generations.unused(folds.signature()), rules);
        return new Building(fresh, follower(fresh));
    }

    /** Goes on with what was begun by these rules, or begins; what can be of no use any more is removed. */
    private Building begun(String live, List<Heard> rules) {
        Building found = null;
        for (String name : generations.all()) {
            if (name.equals(live)) {
                continue;
            }
            Generation generation = found == null ? generation(name, rules) : null;
            if (generation != null && generation.foldedBy() >= RulesOnFile.last(rules)) {
                found = new Building(generation, follower(generation));
            } else {
                if (generation != null) {
                    generation.close();
                }
                generations.delete(name);
            }
        }
        return found == null ? building(rules) : found;
    }

    private Follower follower(Generation generation) {
        return new Follower(
                feed, generation, giveWay, (changed, events, nanos) -> applied(generation, changed, events, nanos));
    }

    private void applied(Generation generation, List<ChildId> changed, int events, long nanos) {
        Generation live = views.live();
        if (generation == live) {
            batches.record(nanos, TimeUnit.NANOSECONDS);
            sizes.record(events);
            ViewStore.Written written = live.store().written();
            documentBytes.set(written.documents());
            storedBytes.set(written.stored());
            views.changed(changed, live.store().position());
            backlog.advanced();
        } else {
            swapIfCaughtUp(generation);
        }
        if (generation.isOutdated()) {
            foldByOtherRules(generation);
        }
    }

    /** Other rules were put in force: what rests on them is folded anew beside what is there, which goes on as it is. */
    private synchronized void foldByOtherRules(Generation heard) {
        Building begun = building;
        Generation newest = begun == null ? views.live() : begun.generation();
        if (isClosed || newest.foldedBy() >= RulesOnFile.last(heard.heard())) {
            return;
        }
        if (begun != null) {
            begun.follower().stop();
            retire(begun.generation(), begun.follower(), Duration.ZERO);
        }
        Building next = building(heard.heard());
        building = next;
        LOG.log(
                Level.INFO,
                "other rules are in force: views are folded anew as {0}",
                next.generation().name());
        startBuilding(next);
    }

    private synchronized void swapIfCaughtUp(Generation next) {
        if (isClosed || building == null || building.generation() != next) {
            return;
        }
        long goal = follower == null ? feed.head() : views.live().store().position();
        if (next.store().position() < goal) {
            return;
        }
        Generation old = views.live();
        Follower oldFollower = follower;
        generations.setLive(next.name());
        follower = building.follower();
        building = null;
        views.swap(next);
        LOG.log(Level.INFO, "views {0} have caught up and replace {1}", next.name(), old.name());
        if (oldFollower != null) {
            oldFollower.stop();
        }
        retire(old, oldFollower, GRACE);
    }

    private void retire(Generation old, @Nullable Follower oldFollower, Duration grace) {
        retirements.removeIf(thread -> !thread.isAlive());
        retirements.add(Thread.ofPlatform()
                .name("besik-views-retirement")
                .daemon()
                .start(() -> remove(old, oldFollower, grace)));
    }

    /** Waits for the readers, or for the end. */
    private void remove(Generation old, @Nullable Follower oldFollower, Duration grace) {
        try {
            if (!closing.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "views {0} are removed", old.name());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        if (oldFollower != null) {
            oldFollower.close();
        }
        old.close();
        generations.delete(old.name());
    }

    /** Begins to follow the feed. */
    public synchronized void start() {
        if (isStarted || isClosed) {
            return;
        }
        isStarted = true;
        if (follower != null) {
            follower.start();
        }
        if (building != null) {
            startBuilding(building);
        }
    }

    private void startBuilding(Building begun) {
        // A generation with nothing left to fold would never be told so
        swapIfCaughtUp(begun.generation());
        begun.follower().start();
    }

    /**
     * Builds all views anew from the log, beside the live ones, and swaps when done.
     *
     * @return false if one is being built already, or was so within the last minute
     */
    public synchronized boolean rebuild() {
        if (building != null || isClosed || retirements.stream().anyMatch(Thread::isAlive)) {
            return false;
        }
        building = building(views.live().heard());
        if (isStarted) {
            startBuilding(building);
        }
        return true;
    }

    /** What the questions read; the same object for good. */
    public Views views() {
        return views;
    }

    /** Where to wait for views that are behind. */
    public Backlog backlog() {
        return backlog;
    }

    private synchronized boolean moves() {
        return follower != null && follower.problem() == null && isStarted && !isClosed;
    }

    /** How the views stand now. */
    public synchronized IntakeHealth health() {
        long head = feed.head();
        Building begun = building;
        Follower active = follower != null ? follower : begun != null ? begun.follower() : null;
        return new IntakeHealth(
                views.store().position(),
                head,
                active == null ? null : active.problem(),
                views.store().count(new Query(Folds.SET_ASIDE, List.of(), List.of(), 0)),
                begun == null
                        ? null
                        : new IntakeHealth.Progress(
                                begun.generation().name(), begun.generation().reached(), head));
    }

    /** How far views are that are being built from the log's beginning, the live ones or others; null: none are. */
    public synchronized IntakeHealth.@Nullable Building building() {
        return (building == null ? views.live() : building.generation()).building(feed.head());
    }

    /** Of one step, from 0 to 1; 1: nothing is being built. */
    private double built(IntakeHealth.Step step) {
        IntakeHealth.Building at = building();
        return at == null || at.step().compareTo(step) > 0 ? 1 : at.step() == step ? at.part() : 0;
    }

    private void measure() {
        for (IntakeHealth.Step step : IntakeHealth.Step.values()) {
            Gauge.builder("besik.projection.build", this, intake -> intake.built(step))
                    .tag("step", step.tag())
                    .register(meters);
        }
        Gauge.builder("besik.projection.lag", this, Intake::lagInEvents)
                .tag("unit", "events")
                .register(meters);
        Gauge.builder("besik.projection.lag", this, Intake::lagInSeconds)
                .tag("unit", "seconds")
                .register(meters);
        Gauge.builder("besik.projection.rebuild.remaining", this, Intake::rebuildRemaining)
                .baseUnit("events")
                .register(meters);
        FunctionCounter.builder("besik.intake.written", documentBytes, AtomicLong::get)
                .tag("as", "documents")
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder("besik.intake.written", storedBytes, AtomicLong::get)
                .tag("as", "pages")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("besik.views.wal", this, i -> i.views.store().written().unsettled())
                .baseUnit("bytes")
                .register(meters);
    }

    /** What a first build has done is not to be seen before its end, but says how far it is. */
    private double lagInEvents() {
        long head = feed.head();
        return views.store().position() >= head
                ? 0
                : Math.max(1, head - views.live().reached());
    }

    /** The age of the oldest event that the live views do not show yet. */
    private double lagInSeconds() {
        List<StoredEvent> next = feed.read(views.store().position(), 1);
        if (next.isEmpty()) {
            return 0;
        }
        String recordedAt = Metadata.decode(next.getFirst().metadata()).get(Metadata.RECORDED_AT);
        return recordedAt == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(Instant.parse(recordedAt), clock.instant())
                                        .toMillis()
                                / 1000.0);
    }

    private double rebuildRemaining() {
        IntakeHealth.Progress progress = health().rebuild();
        return progress == null ? 0 : Math.max(0, progress.total() - progress.done());
    }

    @Override
    public void close() {
        Follower active;
        Building begun;
        List<Thread> retiring;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            retiring = List.copyOf(retirements);
            active = follower;
            begun = building;
        }
        if (active != null) {
            active.close();
        }
        if (begun != null) {
            begun.follower().close();
            begun.generation().close();
        }
        closing.countDown();
        retiring.forEach(Follower::join);
        views.live().close();
    }
}
