package org.besik.query.untracked;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.besik.query.feeds.StaleFeeds;

/** Gauges of today's list: {@code besik.untracked} by region and reason, {@code besik.feed.stale} by service. */
public final class UntrackedMetrics implements AutoCloseable {

    /** A new day changes the figures without news, so they are read on a schedule. */
    private static final int SECONDS = 15;

    private static final Logger LOG = System.getLogger(UntrackedMetrics.class.getName());

    private final Untracked untracked;
    private final StaleFeeds staleFeeds;
    private final Clock clock;
    private final MultiGauge children;
    private final MultiGauge feeds;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("besik-untracked-metrics").daemon().factory());

    public UntrackedMetrics(Untracked untracked, StaleFeeds staleFeeds, Clock clock, MeterRegistry registry) {
        this.untracked = untracked;
        this.staleFeeds = staleFeeds;
        this.clock = clock;
        this.children = MultiGauge.builder("besik.untracked")
                .description("Children on today's list")
                .register(registry);
        this.feeds = MultiGauge.builder("besik.feed.stale")
                .description("Agencies that should have reported by now")
                .register(registry);
    }

    /** Reads the figures now and from then on. */
    public void start() {
        // The task catches what it throws, so nobody needs to look at the future.
        var unused = schedule.scheduleWithFixedDelay(this::refreshOrSay, 0, SECONDS, TimeUnit.SECONDS);
    }

    /** A schedule ends for good when its task throws; figures that cannot be read once are read the next time. */
    private void refreshOrSay() {
        try {
            refresh();
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    "the figures of today could not be read: {0}",
                    failed.getClass().getSimpleName());
        }
    }

    /** Reads today's figures. */
    void refresh() {
        LocalDate today = LocalDate.now(clock);
        var rows = new ArrayList<Row<?>>();
        untracked
                .byRegionAndReason(today)
                .forEach(
                        (key, n) -> rows.add(Row.of(Tags.of("region", key.region(), "reason", key.key()), (double) n)));
        children.register(rows, true);
        var stale = new ArrayList<Row<?>>();
        staleFeeds.byService(today).forEach((service, n) -> stale.add(Row.of(Tags.of("service", service), (double) n)));
        feeds.register(stale, true);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
