package org.besik.query.flags;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.besik.events.ChildId;
import org.besik.events.feed.EventFeed;
import org.besik.events.rules.RuleBook;
import org.besik.query.intake.Views;
import org.besik.query.records.TraceCase.FlagRaised;
import org.besik.query.untracked.Untracked;
import org.besik.query.untracked.UntrackedItem;
import org.jspecify.annotations.Nullable;

/**
 * When the day turns or other rules are in force, and once the views know everything that was recorded until then, each flag
 * on the list that was not raised before is raised: an event, once for each due date. Nothing is remembered of earlier sweeps: the list says what
 * holds, the children's own events say what was raised. So it does not matter how many days nobody swept, how often it
 * is repeated, or where it was killed.
 */
public final class Sweep implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Sweep.class.getName());

    private static final int PAGE = 1_000;

    /** Raised together; the next follow when these are durable, so that facts are decided in between. */
    private static final int AT_ONCE = 250;

    /** Rows may move while the list is read; when a reading finds nothing new, everything was found. */
    private static final int MOST_READINGS = 4;

    private static final long LOOK_MILLISECONDS = 500;

    private final Untracked untracked;
    private final Views views;
    private final EventFeed feed;
    private final FlagRaiser raiser;
    private final Turn turn;
    private final FlagWatch watch;
    private final Clock clock;
    private final Counter raisedFlags;
    private final Timer duration;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("besik-sweep").daemon().unstarted(this::run);
    private volatile Status status = new Status(null, State.WAITING, null, null, 0, 0, false);
    private volatile boolean requested;

    /** Of the sweep that runs: the stream is told of them, and they are no old news. */
    private final Set<String> newlyRaised = new HashSet<>();

    /** What it does. */
    public enum State {
        /** For the day to turn, or for the views to know what was recorded until then. */
        WAITING,
        RUNNING,
        DONE
    }

    /**
     * How it stands.
     *
     * @param day the day that is or was swept; null: none since the start
     * @param listed children looked at so far
     * @param raised flags raised so far
     * @param onDuty whether it is this process that raises flags; where several could, the others only look on
     */
    public record Status(
            @Nullable LocalDate day,
            State state,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            long listed,
            long raised,
            boolean onDuty) {}

    Sweep(
            Untracked untracked,
            Views views,
            EventFeed feed,
            FlagRaiser raiser,
            Turn turn,
            FlagWatch watch,
            Clock clock,
            MeterRegistry meters) {
        this.untracked = untracked;
        this.views = views;
        this.feed = feed;
        this.raiser = raiser;
        this.turn = turn;
        this.watch = watch;
        this.clock = clock;
        this.raisedFlags = Counter.builder("besik.sweep.raised")
                .description("Flags that were raised because a due date came")
                .register(meters);
        this.duration = Timer.builder("besik.sweep")
                .description("From the turn of the day, or the start, until every flag is raised")
                .register(meters);
        Gauge.builder("besik.sweep.listed", this, sweep -> sweep.status.listed())
                .description("Children looked at by the sweep that runs or ran last")
                .register(meters);
    }

    /** Begins: today is swept at once, in case nobody did yet. */
    public void start() {
        views.onChange((records, position) -> watch.changed(records));
        thread.start();
    }

    /** Sweeps again, as soon as the views know what is recorded by now. */
    public void request() {
        if (turn.isOurs()) {
            requested = true;
        } else {
            turn.ask();
        }
    }

    public Status status() {
        Status now = status;
        return new Status(
                now.day(), now.state(), now.startedAt(), now.finishedAt(), now.listed(), now.raised(), turn.isOurs());
    }

    private void run() {
        LocalDate swept = null;
        RuleBook by = views.rules();
        boolean wasOurs = false;
        var lull = new Lull(feed.head(), now());
        Duration ruledAnew = null;
        do {
            LocalDate today = LocalDate.now(clock);
            try {
                boolean isCalm = lull.isNow(feed.head(), now());
                if (views.rules().version().equals(by.version())) {
                    ruledAnew = null;
                } else if (ruledAnew == null) {
                    ruledAnew = now();
                }
                boolean isRuledAnew =
                        ruledAnew != null && (isCalm || now().minus(ruledAnew).compareTo(Lull.PATIENCE) > 0);
                boolean isOurs = turn.isOurs();
                requested |= isOurs && turn.wasAsked();
                // Whoever takes over cannot know how far the one before it came
                if (requested || isRuledAnew || !today.equals(swept) || (isOurs && !wasOurs)) {
                    requested = false;
                    by = views.rules();
                    if (sweep(today)) {
                        swept = today;
                        wasOurs = isOurs;
                    }
                }
                wasOurs &= isOurs;
                watch.settle(today);
            } catch (RuntimeException failed) {
                // Its kind only: a message may speak of a person. What is missing is found the next time.
                LOG.log(
                        Level.ERROR,
                        "the sweep of {0} failed and is tried again: {1}",
                        today,
                        failed.getClass().getSimpleName());
            }
        } while (!isClosedWithin(LOOK_MILLISECONDS));
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    private boolean isClosedWithin(long milliseconds) {
        try {
            return closed.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            return true;
        }
    }

    /** False if it was closed before the end. */
    private boolean sweep(LocalDate day) {
        Instant started = clock.instant();
        long from = System.nanoTime();
        status = new Status(day, State.WAITING, started, null, 0, 0, false);
        var raised = new ArrayList<DueFlag>();
        newlyRaised.clear();
        Set<String> before = new HashSet<>(watch.flagged());
        for (int reading = 0; reading < MOST_READINGS; reading++) {
            if (!isCaughtUp(feed.head())) {
                return false;
            }
            status = new Status(day, State.RUNNING, started, null, 0, raised.size(), false);
            if (!read(day, raised)) {
                break;
            }
        }
        watch.lookAgainAt(before);
        duration.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        status = new Status(day, State.DONE, started, clock.instant(), status.listed(), raised.size(), false);
        if (!raised.isEmpty()) {
            LOG.log(Level.INFO, "{0} flags were raised on {1}", raised.size(), day);
        }
        return true;
    }

    private boolean isCaughtUp(long head) {
        while (views.store().position() < head) {
            if (isClosedWithin(LOOK_MILLISECONDS / 10)) {
                return false;
            }
        }
        return closed.getCount() > 0;
    }

    /** Reads the whole list once; true if it found something to raise. */
    private boolean read(LocalDate day, List<DueFlag> raised) {
        var page = new ArrayList<UntrackedItem>(PAGE);
        int before = raised.size();
        untracked.each(day, item -> {
            page.add(item);
            if (page.size() == PAGE) {
                raise(day, page, raised);
                page.clear();
            }
        });
        raise(day, page, raised);
        return raised.size() > before;
    }

    private void raise(LocalDate day, List<UntrackedItem> page, List<DueFlag> raised) {
        if (closed.getCount() == 0) {
            return;
        }
        LocalDate rulesFrom = views.rules().on(day).from();
        Map<String, Set<FlagRaised>> known = RaisedFlags.read(
                views.store(), page.stream().map(UntrackedItem::childId).toList());
        var due = new ArrayList<DueFlag>();
        for (UntrackedItem item : page) {
            Set<FlagRaised> of = known.getOrDefault(item.childId(), Set.of());
            var holding = new LinkedHashSet<FlagRaised>();
            for (UntrackedItem.Why why : item.reasons()) {
                var flag = new FlagRaised(why.reason().name(), why.since(), why.dueOn());
                Optional<FlagRaised> before =
                        of.stream().filter(one -> one.isFor(flag, rulesFrom)).findFirst();
                if (before.isPresent()) {
                    holding.add(before.get());
                } else {
                    due.add(new DueFlag(
                            new ChildId(item.childId()),
                            flag.reason(),
                            flag.since(),
                            flag.dueOn(),
                            why.ruleVersion(),
                            item.region()));
                }
            }
            if (!holding.isEmpty() && !newlyRaised.contains(item.childId())) {
                watch.begin(item.childId(), holding, item.region(), item.district());
            }
        }
        for (int from = 0; from < due.size(); from += AT_ONCE) {
            if (!turn.isOurs()) {
                break;
            }
            List<DueFlag> fresh = raiser.raise(due.subList(from, Math.min(due.size(), from + AT_ONCE)), day);
            raisedFlags.increment(fresh.size());
            raised.addAll(fresh);
            fresh.forEach(flag -> newlyRaised.add(flag.child().value()));
        }
        status = new Status(
                day, State.RUNNING, status.startedAt(), null, status.listed() + page.size(), raised.size(), false);
    }

    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (InterruptedException hurry) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
