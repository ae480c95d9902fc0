package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.rules.RuleBook;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.records.Facts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.TimelineProperties.Step;
import org.besik.query.untracked.UntrackedRequest.Order;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** What was known then is what a system says that was fed only up to then. */
class HindsightTest {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CHILDREN = 30;

    private final Path folder;

    HindsightTest() throws IOException {
        folder = Files.createTempDirectory("besik-hindsight");
    }

    @AfterTry
    void delete() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    /** Late facts, retractions, corrections, records joined and parted again, agencies heard of late. */
    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void equals_what_a_system_fed_only_up_to_then_says(@ForAll Random random) {
        List<RecordedEvent> arrivals = arrivals(random);
        long different = 0;
        try (Intake whole = fed("whole", arrivals)) {
            Untracked all = untracked(whole);
            for (int share : List.of(0, 20, 55, 90, 100)) {
                int n = arrivals.size() * share / 100;
                Instant upTo = FIRST.plusSeconds(60L * n);
                try (Intake part = fed("part-" + share, arrivals.subList(0, n))) {
                    Untracked then = untracked(part);
                    for (int day : List.of(1200, 2500, 3300, 4000, 4390)) {
                        LocalDate asOf = TimelineProperties.BIRTH.plusDays(day);
                        assertSame(all, then, asOf, upTo);
                        UntrackedRequest list = request(asOf, Order.LONGEST_OVERDUE, null, false, false);
                        different += pages(all, list, null).equals(pages(all, list, upTo)) ? 0 : 1;
                    }
                }
            }
        }
        assertThat(different).isGreaterThan(10);
    }

    private static void assertSame(Untracked all, Untracked then, LocalDate asOf, Instant upTo) {
        for (Untracked.By by : Untracked.By.values()) {
            assertThat(all.summary(by, asOf, List.of(), upTo))
                    .as(by + " on " + asOf)
                    .isEqualTo(then.summary(by, asOf, List.of()));
        }
        for (Order order : Order.values()) {
            for (boolean warnings : List.of(false, true)) {
                assertThat(pages(all, request(asOf, order, null, false, warnings), upTo))
                        .as(order + " on " + asOf)
                        .isEqualTo(pages(then, request(asOf, order, null, false, warnings), null));
            }
        }
        assertThat(pages(all, request(asOf, Order.LONGEST_OVERDUE, null, true, false), upTo))
                .isEqualTo(pages(then, request(asOf, Order.LONGEST_OVERDUE, null, true, false), null));
        for (Reason reason : Reason.values()) {
            assertThat(pages(all, request(asOf, Order.LONGEST_OVERDUE, reason, false, false), upTo))
                    .isEqualTo(pages(then, request(asOf, Order.LONGEST_OVERDUE, reason, false, false), null));
        }
    }

    private static UntrackedRequest request(
            LocalDate asOf, Order order, @Nullable Reason reason, boolean feedStale, boolean warnings) {
        return new UntrackedRequest(
                List.of(), null, reason, feedStale, null, null, null, null, null, warnings, asOf, order, 4, null);
    }

    /** All items page by page, and each page's total. */
    private static List<Object> pages(Untracked untracked, UntrackedRequest first, @Nullable Instant upTo) {
        var shown = new ArrayList<Object>();
        String cursor = null;
        do {
            UntrackedRequest request = first.after(cursor);
            UntrackedPage page = untracked.page(request, upTo);
            shown.add(page.total());
            shown.addAll(page.items());
            cursor = page.cursor();
        } while (cursor != null);
        return shown;
    }

    private Untracked untracked(Intake intake) {
        return new Untracked(intake.views(), new StaleFeeds(intake.views(), CALENDAR), CALENDAR);
    }

    private Intake fed(String name, List<RecordedEvent> arrivals) {
        var feed = new ListFeed();
        feed.append(arrivals);
        var intake = new Intake(
                feed,
                feed.codec(),
                List.of(new UntrackedProjection(CALENDAR, RuleBook.standard())),
                List.of(new AgencyDays()),
                new SqliteGenerations(folder.resolve(name)),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        intake.start();
        await().until(() -> intake.health().isCaughtUp());
        return intake;
    }

    /** Lives told in any order, records joined and some split again in between; one event a minute is learnt. */
    private static List<RecordedEvent> arrivals(Random random) {
        var told = new ArrayList<RecordedEvent>();
        for (int child = 0; child < CHILDREN; child++) {
            var steps = new ArrayList<Step>();
            steps.add(new Step(0, 0, 0, child % 3));
            for (int i = 0; i < 20; i++) {
                steps.add(new Step(
                        random.nextInt(20),
                        random.nextInt(TimelineProperties.YEARS * 365),
                        random.nextInt(6),
                        random.nextInt(3)));
            }
            told.addAll(TimelineProperties.told(Facts.of(new ChildId("child-" + child)), steps)
                    .told());
        }
        Collections.shuffle(told, random);
        for (int pair = 0; pair < 6; pair++) {
            var survivor = new ChildId("child-" + 2 * pair);
            var other = new ChildId("child-" + (2 * pair + 1));
            int at = told.size() / 8 + random.nextInt(told.size() / 2);
            told.add(at, decided(survivor, new RecordsMerged(survivor, other, "same"), "merge-" + pair));
            if (pair % 2 == 0) {
                int later = at + 1 + random.nextInt(told.size() - at);
                told.add(later, decided(survivor, new MergeReverted(survivor, other, "not"), "split-" + pair));
            }
        }
        var arrivals = new ArrayList<RecordedEvent>();
        for (RecordedEvent event : told) {
            arrivals.add(learnt(event, FIRST.plusSeconds(60L * (arrivals.size() + 1))));
        }
        return arrivals;
    }

    private static RecordedEvent decided(ChildId child, org.besik.events.ChildEvent event, String ref) {
        RecordedEvent like = Facts.of(child)
                .from("besik", Facts.ASTANA)
                .add(TimelineProperties.BIRTH.plusDays(4000).toString(), event)
                .told()
                .getFirst();
        return Facts.learnt(like, ref, like.provenance().recordedAt());
    }

    private static RecordedEvent learnt(RecordedEvent event, Instant at) {
        return Facts.learnt(event, event.provenance().eventId().value(), at);
    }
}
