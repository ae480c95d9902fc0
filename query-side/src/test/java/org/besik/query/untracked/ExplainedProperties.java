package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.rules.RuleBook;
import org.besik.events.schooling.AttendanceReported;
import org.besik.events.schooling.Level;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.GoesOn;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.intake.Views;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.springframework.util.FileSystemUtils;

/** What is carried on from batch to batch is what would be read anew, whoever falls silent and comes back meanwhile. */
class ExplainedProperties {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    private static final int PUPILS = 16;
    private static final int BATCHES = 25;
    private static final LocalDate OF_EARLY_ROLLS = LocalDate.of(2025, 10, 6);
    private static final List<LocalDate> DAYS =
            List.of(OF_EARLY_ROLLS, LocalDate.of(2026, 2, 20), LocalDate.of(2026, 4, 10), LocalDate.of(2026, 5, 25));

    private final Path folder;
    private final AtomicInteger read = new AtomicInteger();

    ExplainedProperties() throws IOException {
        folder = Files.createTempDirectory("besik-explained");
    }

    @AfterTry
    void delete() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void equals_what_is_read_anew_after_each_batch(@ForAll Random random) {
        List<RecordedEvent> arrivals = arrivals(random);
        var feed = new ListFeed();
        try (var intake = new Intake(
                feed,
                feed.codec(),
                List.of(new UntrackedProjection(CALENDAR, RuleBook.standard())),
                List.of(new AgencyDays()),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC())) {
            feed.append(arrivals.subList(0, arrivals.size() / 2));
            intake.start();
            Untracked carried = untracked(counting(intake.views()));
            Untracked anew = untracked(withoutMemory(intake.views()));
            Untracked inPieces = inPieces(counting(intake.views()));
            long explained = 0;
            long missing = 0;
            int asked = 0;
            for (int batch = 0; batch <= BATCHES; batch++) {
                await().until(() ->
                        intake.health().isCaughtUp() && intake.views().store().position() == feed.head());
                for (LocalDate day : DAYS) {
                    assertSame(carried, anew, day);
                    assertSame(inPieces, anew, day);
                    asked++;
                    explained +=
                            carried.page(SilentSchoolTest.request(day, true)).total();
                }
                missing += carried.page(SilentSchoolTest.request(OF_EARLY_ROLLS, false)).items().stream()
                        .filter(item -> isOnlyWarnedAbout(item.childId(), intake.views()))
                        .count();
                int half = arrivals.size() / 2;
                int rest = arrivals.size() - half;
                if (batch < BATCHES) {
                    feed.append(arrivals.subList(half + rest * batch / BATCHES, half + rest * (batch + 1) / BATCHES));
                }
            }
            assertThat(explained).isPositive();
            assertThat(missing).isPositive();
            // Each time a dozen answers are needed, all of which would be read anew if none went on
            assertThat(read.get()).isLessThan(4 * asked);
        }
    }

    /** Whether no rule would list the child, if rolls were not asked. */
    private static boolean isOnlyWarnedAbout(String child, Views views) {
        RecordFacts facts = views.record(new ChildId(child)).orElseThrow();
        return Stream.ofNullable(OnADay.of(facts, OF_EARLY_ROLLS, CALENDAR, views.rules(), false)
                        .listed())
                .anyMatch(listed -> listed.flags().isEmpty());
    }

    private static void assertSame(Untracked carried, Untracked anew, LocalDate day) {
        List<LocalDate> chart = List.of(day.minusDays(40), day.minusDays(7), day);
        assertThat(carried.totals(chart, List.of())).isEqualTo(anew.totals(chart, List.of()));
        assertThat(carried.totals(chart, List.of(Facts.ASTANA))).isEqualTo(anew.totals(chart, List.of(Facts.ASTANA)));
        for (Untracked.By by : Untracked.By.values()) {
            assertThat(carried.summary(by, day, List.of())).isEqualTo(anew.summary(by, day, List.of()));
        }
        var swept = new ArrayList<UntrackedItem>();
        anew.each(day, swept::add);
        assertThat(swept)
                .containsExactlyInAnyOrderElementsOf(
                        carried.page(SilentSchoolTest.request(day, false)).items());
        for (UntrackedRequest request : List.of(
                SilentSchoolTest.request(day, false),
                SilentSchoolTest.request(day, true),
                SilentSchoolTest.request(day, false, true))) {
            UntrackedPage one = carried.page(request);
            assertThat(carried.total(request)).isEqualTo(one.total());
            UntrackedPage other = anew.page(request);
            assertThat(one.total()).isEqualTo(other.total());
            assertThat(one.items()).isEqualTo(other.items());
        }
    }

    /** A school that tells of months in pieces and late, a clinic that is silent for two months, and their children. */
    private static List<RecordedEvent> arrivals(Random random) {
        var told = new ArrayList<RecordedEvent>();
        for (int i = 0; i < PUPILS; i++) {
            Facts pupil = Facts.of(new ChildId("pupil-" + i))
                    .from("clinic", Facts.ALMATY)
                    .born("2015-01-01")
                    .seen("2025-01-0" + (1 + i % 9))
                    .from("school", Facts.ASTANA)
                    .enrolled("2024-09-02", Level.PRIMARY, "2024-09-02");
            for (YearMonth month = YearMonth.of(2025, 4);
                    month.isBefore(YearMonth.of(2026, 5));
                    month = month.plusMonths(1)) {
                boolean isHoliday = month.getMonthValue() > 5 && month.getMonthValue() < 9;
                // Of the first one September is never told, so that a whole roll leaves it out
                boolean isOfAWholeRoll = month.isBefore(YearMonth.of(2025, 10));
                boolean isTold = isOfAWholeRoll ? i > 0 || month.getMonthValue() < 9 : random.nextInt(12) > 0;
                if (!isHoliday && isTold) {
                    boolean isAbsent = !isOfAWholeRoll && random.nextInt(10) == 0;
                    pupil.attends(month.atEndOfMonth().toString(), month.toString(), isAbsent ? 0 : 15);
                }
            }
            told.addAll(pupil.told());
        }
        for (int i = 0; i < PUPILS; i++) {
            Facts patient = Facts.of(new ChildId("patient-" + i))
                    .from("clinic", Facts.ALMATY)
                    .born("2024-0" + (1 + i % 9) + "-11");
            for (LocalDate day = LocalDate.of(2025, 1, 1 + i);
                    day.isBefore(LocalDate.of(2026, 6, 1));
                    day = day.plusDays(20 + random.nextInt(60))) {
                boolean isSilent = day.isAfter(LocalDate.of(2026, 1, 25)) && day.isBefore(LocalDate.of(2026, 4, 20));
                if (!isSilent) {
                    patient.seen(day.toString());
                }
            }
            told.addAll(patient.told());
        }
        Collections.shuffle(told, random);
        // Of spring the school tells last, so that its pupils are waited for meanwhile
        told.sort(Comparator.comparing(event -> event.event() instanceof AttendanceReported attendance
                && attendance.month().isAfter(YearMonth.of(2026, 2))));
        return told;
    }

    private static Untracked untracked(Views views) {
        return new Untracked(views, new StaleFeeds(views, CALENDAR), CALENDAR);
    }

    /** Holds so few at a time that all others are read again whenever they are counted. */
    private static Untracked inPieces(Views views) {
        return new Untracked(views, new StaleFeeds(views, CALENDAR), CALENDAR, 3);
    }

    /** The same views; each answer is given anew. */
    private static Views withoutMemory(Views views) {
        return remembering(views, arguments -> ((Supplier<?>) arguments[1]).get());
    }

    /** The same views; counts how often an answer that goes on had to be read. */
    @SuppressWarnings("unchecked")
    private Views counting(Views views) {
        return remembering(views, arguments -> {
            Supplier<?> answer = (Supplier<?>) arguments[1];
            return views.remembered(
                    arguments[0],
                    () -> {
                        read.addAndGet(arguments[3] == null ? 0 : 1);
                        return answer.get();
                    },
                    (ToIntFunction<Object>) arguments[2],
                    (GoesOn<Object>) arguments[3]);
        });
    }

    private static Views remembering(Views views, Function<Object[], Object> remembered) {
        return (Views) Proxy.newProxyInstance(
                Views.class.getClassLoader(), new Class<?>[] {Views.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("remembered")) {
                        return remembered.apply(arguments);
                    }
                    try {
                        return method.invoke(views, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
