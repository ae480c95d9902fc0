package org.besik.query.untracked;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import org.besik.query.feeds.StaleFeeds;

/** Gauges of today's list: {@code besik.untracked} by region and reason, {@code besik.feed.stale} by service. */
public final class UntrackedMetrics {

    private final Untracked untracked;
    private final StaleFeeds staleFeeds;
    private final Clock clock;
    private final MultiGauge children;
    private final MultiGauge feeds;

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

    /** Reads today's figures; called on a schedule, since a new day changes them without news. */
    public void refresh() {
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
}
