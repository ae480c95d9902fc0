package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.besik.query.records.Facts.ALMATY;
import static org.besik.query.records.Facts.ASTANA;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.besik.events.ChildId;
import org.besik.events.Service;
import org.besik.events.circumstances.SupportCategory;
import org.besik.events.contact.Strength;
import org.besik.events.custody.RecordSealed;
import org.besik.events.custody.RecordUnsealed;
import org.besik.events.rules.RuleBook;
import org.besik.events.schooling.Level;
import org.besik.query.access.BadQuestion;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.intake.Views;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.UntrackedRequest.Order;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list as people ask for it, over views that took the facts in as they come. */
class UntrackedTest {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    private static final LocalDate JUNE_1 = LocalDate.of(2026, 6, 1);

    @TempDir
    Path folder;

    private final ListFeed feed = new ListFeed();
    private @Nullable Intake intake;

    @AfterEach
    void close() {
        if (intake != null) {
            intake.close();
        }
    }

    private Untracked untracked(Facts... children) {
        for (Facts child : children) {
            feed.append(child.told());
        }
        intake = new Intake(
                feed,
                feed.codec(),
                List.of(new UntrackedProjection(CALENDAR, RuleBook.standard())),
                List.of(new AgencyDays()),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        intake.start();
        Intake started = intake;
        await().until(() -> started.health().isCaughtUp());
        return new Untracked(intake.views(), new StaleFeeds(intake.views(), CALENDAR), CALENDAR);
    }

    private Views views() {
        return Objects.requireNonNull(intake).views();
    }

    /** Born five years ago, last seen on a day by a clinic in a region: due 395 days later. */
    private static Facts seenLast(String name, String day, String region) {
        return Facts.of(new ChildId(name))
                .from("clinic-" + region, region)
                .born("2021-05-01")
                .seen(day);
    }

    private static UntrackedRequest request() {
        return UntrackedRequest.on(JUNE_1, List.of());
    }

    private static UntrackedRequest with(
            @Nullable Reason reason, @Nullable Severity severity, Order order, int limit, @Nullable String cursor) {
        return new UntrackedRequest(
                List.of(), null, reason, false, null, null, null, null, severity, false, JUNE_1, order, limit, cursor);
    }

    private static List<String> names(UntrackedPage page) {
        return page.items().stream().map(UntrackedItem::childId).toList();
    }

    @Test
    void the_longest_overdue_come_first_and_ties_by_id() {
        Untracked untracked = untracked(
                seenLast("c", "2025-04-01", ASTANA),
                seenLast("b", "2025-03-01", ALMATY),
                seenLast("a", "2025-04-01", ALMATY),
                seenLast("d", "2026-05-01", ASTANA));
        UntrackedPage page = untracked.page(request());
        assertThat(names(page)).containsExactly("b", "a", "c");
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.cursor()).isNull();
        UntrackedItem first = page.items().getFirst();
        assertThat(first.daysOverdue()).isEqualTo(62);
        assertThat(first.region()).isEqualTo(ALMATY);
        assertThat(first.ageMonths()).isEqualTo(61);
        assertThat(first.lastContact())
                .isEqualTo(
                        new UntrackedItem.LastContact(LocalDate.of(2025, 3, 1), "clinic-" + ALMATY, "HEALTH", "SEEN"));
    }

    @Test
    void a_sealed_child_is_counted_but_only_listed_for_those_who_may_read_it() {
        Untracked untracked = untracked(
                seenLast("a", "2025-04-01", ASTANA),
                seenLast("hidden", "2025-03-01", ASTANA)
                        .add("2026-05-20", new RecordSealed(new ChildId("hidden"), "adoption")),
                seenLast("opened", "2025-03-02", ALMATY)
                        .add("2026-05-20", new RecordSealed(new ChildId("opened"), "shelter"))
                        .add("2026-05-21", new RecordUnsealed(new ChildId("opened"), "over")));
        for (Order order : Order.values()) {
            for (var question :
                    List.of(with(null, null, order, 50, null), with(Reason.SILENT, Severity.LOW, order, 50, null))) {
                assertThat(untracked.page(question))
                        .satisfies(page -> assertThat(names(page)).containsExactlyInAnyOrder("a", "opened"))
                        .satisfies(page -> assertThat(page.total()).isEqualTo(2));
                assertThat(untracked.page(question.sealed(true)))
                        .satisfies(page -> assertThat(names(page)).containsExactlyInAnyOrder("a", "hidden", "opened"))
                        .satisfies(page -> assertThat(page.total()).isEqualTo(3));
            }
        }
        // Also as on a day before it was sealed, and as it was known then
        LocalDate may = LocalDate.of(2026, 5, 1);
        UntrackedRequest before = UntrackedRequest.on(may, List.of());
        assertThat(names(untracked.page(before))).containsExactlyInAnyOrder("a", "opened");
        assertThat(untracked.page(before).total()).isEqualTo(2);
        Instant known = may.atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(names(untracked.page(before, known))).containsExactlyInAnyOrder("a", "opened");
        assertThat(untracked.page(before, known).total()).isEqualTo(2);
        assertThat(names(untracked.page(before.sealed(true), known)))
                .containsExactlyInAnyOrder("a", "hidden", "opened");
        for (Untracked.By by : Untracked.By.values()) {
            assertThat(untracked.summary(by, JUNE_1, List.of()).total()).isEqualTo(3);
        }
        var each = new ArrayList<String>();
        untracked.each(JUNE_1, item -> each.add(item.childId()));
        assertThat(each).contains("hidden");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pages_follow_each_other_without_gap_or_repeat_in_every_order(boolean wereFoundSince) {
        var children = new ArrayList<Facts>();
        for (int i = 0; i < 25; i++) {
            children.add(Facts.of(new ChildId("child-" + (char) ('a' + i)))
                    .from("clinic", i % 2 == 0 ? ASTANA : ALMATY)
                    .born(LocalDate.of(2020, 1, 1).plusDays(i * 11L).toString())
                    .seen(LocalDate.of(2025, 1, 1).plusDays(i % 5).toString()));
        }
        // Not due yet
        children.add(seenLast("later", "2026-05-20", ASTANA));
        if (wereFoundSince) {
            children.forEach(child -> child.seen("2026-06-20"));
        }
        Untracked untracked = untracked(children.toArray(Facts[]::new));
        for (Order order : Order.values()) {
            List<String> whole = names(untracked.page(with(null, null, order, 100, null)));
            assertThat(whole).hasSize(25);
            var paged = new ArrayList<String>();
            String cursor = null;
            do {
                UntrackedPage page = untracked.page(with(null, null, order, 4, cursor));
                assertThat(page.total()).isEqualTo(25);
                paged.addAll(names(page));
                cursor = page.cursor();
            } while (cursor != null);
            assertThat(paged).as(order.name()).isEqualTo(whole);
        }
        var each = new ArrayList<String>();
        untracked.each(JUNE_1, item -> each.add(item.childId()));
        assertThat(each).isEqualTo(names(untracked.page(request())));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void a_page_is_full_although_children_leave_the_list_while_it_is_read(Order order) {
        Facts found = seenLast("a", "2025-01-01", ASTANA);
        var children = new ArrayList<>(List.of(found));
        List.of("b", "c", "d", "e").forEach(name -> children.add(seenLast(name, "2025-01-02", ASTANA)));
        untracked(children.toArray(Facts[]::new));
        Views meddled = before("getAll", () -> {
            feed.append(found.seen("2026-05-30").told().getLast());
            await().until(() -> Objects.requireNonNull(intake).health().isCaughtUp());
        });

        var untracked = new Untracked(meddled, new StaleFeeds(views(), CALENDAR), CALENDAR);
        UntrackedPage page = untracked.page(with(null, null, order, 2, null));
        if (order == Order.LONGEST_OVERDUE) {
            assertThat(names(page)).containsExactly("a", "b");
        } else {
            assertThat(names(page)).containsExactly("b", "c");
        }
        assertThat(names(untracked.page(with(null, null, order, 9, page.cursor()))))
                .endsWith("d", "e");
    }

    /** Views whose store has something happen once, before it is first asked in some way. */
    private Views before(String question, Runnable happening) {
        var isOver = new AtomicBoolean();
        ViewStore store = proxy(ViewStore.class, views().store(), (method, arguments, answer) -> {
            if (method.equals(question) && isOver.compareAndSet(false, true)) {
                happening.run();
            }
            return answer.call();
        });
        return proxy(
                Views.class, views(), (method, arguments, answer) -> method.equals("store") ? store : answer.call());
    }

    private interface Around {
        Object call(String method, Object[] arguments, Callable<Object> answer) throws Exception;
    }

    private static <T> T proxy(Class<T> type, T real, Around around) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> around.call(
                        method.getName(),
                        arguments == null ? new Object[0] : arguments,
                        () -> method.invoke(real, arguments))));
    }

    @Test
    void the_youngest_come_first_by_whole_months() {
        Untracked untracked = untracked(
                Facts.of(new ChildId("b")).born("2020-03-20").seen("2025-01-01"),
                Facts.of(new ChildId("a")).born("2020-03-10").seen("2025-01-01"),
                Facts.of(new ChildId("c")).born("2021-03-10").seen("2025-01-01"));
        assertThat(names(untracked.page(with(null, null, Order.YOUNGEST, 50, null))))
                .containsExactly("c", "a", "b");
    }

    @Test
    void filters_narrow_the_list_and_its_total() {
        Untracked untracked = untracked(
                seenLast("a", "2025-04-01", ASTANA).supported("2025-04-02", SupportCategory.DISABILITY),
                seenLast("b", "2025-04-01", ALMATY),
                Facts.of(new ChildId("c")).from("clinic", ASTANA).born("2026-01-01"),
                Facts.of(new ChildId("d"))
                        .from("clinic", ASTANA)
                        .born("2022-01-01")
                        .seen("2026-03-01")
                        .relocates("2026-03-02", ASTANA, ALMATY));
        assertThat(names(untracked.page(UntrackedRequest.on(JUNE_1, List.of(ASTANA)))))
                .containsExactly("c", "d", "a");
        UntrackedPage moving = untracked.page(with(Reason.LOST_IN_TRANSIT, null, Order.LONGEST_OVERDUE, 50, null));
        assertThat(names(moving)).containsExactly("d");
        assertThat(moving.total()).isEqualTo(1);
        assertThat(names(untracked.page(with(null, Severity.MEDIUM, Order.LONGEST_OVERDUE, 50, null))))
                .containsExactly("c", "a");
        var infants = new UntrackedRequest(
                List.of(), null, null, false, 0, 0, null, null, null, false, JUNE_1, Order.LONGEST_OVERDUE, 50, null);
        assertThat(names(untracked.page(infants))).containsExactly("c");
        var disabled = new UntrackedRequest(
                List.of(),
                null,
                null,
                false,
                null,
                null,
                null,
                "DISABILITY",
                null,
                false,
                JUNE_1,
                Order.LONGEST_OVERDUE,
                50,
                null);
        assertThat(names(untracked.page(disabled))).containsExactly("a");
        assertThat(untracked.page(disabled).total()).isEqualTo(1);
        assertThat(untracked.total(disabled)).isEqualTo(1);
    }

    @Test
    void any_day_past_or_future_is_answered_from_what_had_happened_by_then() {
        Untracked untracked = untracked(seenLast("a", "2024-01-01", ASTANA).seen("2026-02-10"));
        assertThat(names(untracked.page(UntrackedRequest.on(LocalDate.of(2026, 2, 9), List.of()))))
                .containsExactly("a");
        assertThat(names(untracked.page(UntrackedRequest.on(LocalDate.of(2026, 2, 10), List.of()))))
                .isEmpty();
        assertThat(names(untracked.page(UntrackedRequest.on(LocalDate.of(2027, 3, 12), List.of()))))
                .containsExactly("a");
    }

    @Test
    void today_is_answered_from_the_present_alone_though_the_past_is_many_times_as_much() {
        untracked(seenLast("a", "2024-01-01", ASTANA).seen("2026-02-10"), seenLast("b", "2024-01-01", ASTANA));
        assertThat(bucketsAsked(LocalDate.of(2026, 2, 10))).containsExactly(UntrackedProjection.PRESENT);
        assertThat(bucketsAsked(LocalDate.of(2026, 2, 9)))
                .contains(UntrackedProjection.PRESENT, "2026-02", "2026-Q1", "2026", "2024+8");
    }

    /** Where a page of a day looks for those who are due. */
    private Set<String> bucketsAsked(LocalDate day) {
        var asked = new TreeSet<String>();
        ViewStore store = proxy(ViewStore.class, views().store(), (method, arguments, answer) -> {
            Stream.of(arguments)
                    .filter(Query.class::isInstance)
                    .map(query -> ((Query) query).where())
                    .filter(where -> where.stream().anyMatch(one -> one.field().equals(UntrackedProjection.DUE_ON)))
                    .flatMap(List::stream)
                    .filter(one -> one.field().equals(UntrackedProjection.BUCKET))
                    .forEach(one -> asked.add((String) ((Condition.Equal) one).value()));
            return answer.call();
        });
        Views watched = proxy(
                Views.class, views(), (method, arguments, answer) -> method.equals("store") ? store : answer.call());
        new Untracked(watched, new StaleFeeds(views(), CALENDAR), CALENDAR)
                .page(UntrackedRequest.on(day, List.of(ASTANA)));
        return asked;
    }

    @Test
    void a_silence_of_many_years_is_answered_on_each_of_their_days_from_a_few_rows() {
        // Due on 31 January 2017, found on 1 April 2026
        Facts child = Facts.of(new ChildId("a"))
                .from("clinic", ASTANA)
                .born("2012-01-01")
                .seen("2016-01-02")
                .seen("2026-04-01");
        long rows = new UntrackedProjection(CALENDAR, RuleBook.standard())
                .fold(new RecordFacts(new ChildId("a"), List.of(), child.told())).documents().stream()
                        .filter(one -> one.document().number(UntrackedProjection.DUE_ON)
                                == LocalDate.of(2017, 1, 31).toEpochDay())
                        .count();
        assertThat(rows).isLessThan(45);
        Untracked untracked = untracked(child);
        for (LocalDate day = LocalDate.of(2017, 1, 20);
                day.isBefore(LocalDate.of(2026, 4, 10));
                day = day.plusDays(1)) {
            boolean isSilent = !day.isBefore(LocalDate.of(2017, 1, 31)) && day.isBefore(LocalDate.of(2026, 4, 1));
            assertThat(untracked.page(UntrackedRequest.on(day, List.of())).items().stream()
                            .flatMap(item -> item.reasons().stream())
                            .filter(why -> why.reason() == Reason.SILENT))
                    .as(day.toString())
                    .hasSize(isSilent ? 1 : 0);
        }
    }

    @Test
    void warnings_come_only_when_asked_for() {
        Untracked untracked = untracked(seenLast("a", "2025-08-01", ASTANA));
        assertThat(untracked.page(request()).total()).isZero();
        var warned = new UntrackedRequest(
                List.of(),
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                true,
                JUNE_1,
                Order.LONGEST_OVERDUE,
                50,
                null);
        assertThat(names(untracked.page(warned))).containsExactly("a");
    }

    /** A kindergarten that reported weekly until a day, and a child only it would tell of. */
    private Facts[] silentGarden(String lastReport) {
        Facts child = Facts.of(new ChildId("garden-child"))
                .from("garden", ASTANA)
                .born("2022-01-01")
                .enrolled("2025-01-10", Level.PRESCHOOL, "2025-01-10");
        for (LocalDate day = LocalDate.parse(lastReport).minusDays(140);
                !day.isAfter(LocalDate.parse(lastReport));
                day = day.plusDays(7)) {
            child.seen(day.toString());
        }
        // Somebody else goes on reporting, so that the log's newest day moves on.
        return new Facts[] {child, seenLast("other", "2026-03-01", ALMATY).seen("2026-06-30")};
    }

    @Test
    void silence_that_a_stale_feed_explains_is_on_no_list_but_its_own() {
        Untracked untracked = untracked(silentGarden("2026-03-20"));
        LocalDate due = LocalDate.of(2026, 5, 19);
        assertThat(untracked.page(UntrackedRequest.on(due, List.of())).total()).isZero();
        assertThat(untracked.summary(Untracked.By.REGION, due, List.of()).total())
                .isZero();
        assertThat(untracked.summary(Untracked.By.REASON, due, List.of()).rows().stream()
                        .mapToLong(UntrackedSummary.Row::untracked)
                        .sum())
                .isZero();
        var explained = new UntrackedRequest(
                List.of(), null, null, true, null, null, null, null, null, false, due, Order.LONGEST_OVERDUE, 50, null);
        UntrackedPage page = untracked.page(explained);
        assertThat(names(page)).containsExactly("garden-child");
        assertThat(page.items().getFirst().staleFeeds()).containsExactly("garden");
    }

    @Test
    void after_sixty_days_it_explains_nothing_any_more() {
        Untracked untracked = untracked(silentGarden("2026-03-20"));
        LocalDate due = LocalDate.of(2026, 5, 19);
        assertThat(untracked
                        .page(UntrackedRequest.on(due.plusDays(60), List.of()))
                        .total())
                .isZero();
        assertThat(names(untracked.page(UntrackedRequest.on(due.plusDays(61), List.of()))))
                .containsExactly("garden-child");
    }

    @Test
    void another_reason_stays_when_the_silence_is_explained() {
        Facts[] children = silentGarden("2026-03-20");
        children[0].from("garden", ASTANA).handsOff("2026-03-20", "social", null);
        Untracked untracked = untracked(children);
        UntrackedPage page = untracked.page(UntrackedRequest.on(LocalDate.of(2026, 5, 19), List.of()));
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.items().getFirst().reasons().stream().map(UntrackedItem.Why::reason))
                .containsExactly(Reason.HANDOFF_PENDING);
    }

    @Test
    void summaries_add_up_by_every_dimension() {
        Untracked untracked = untracked(
                seenLast("a", "2025-04-01", ASTANA),
                seenLast("b", "2025-03-01", ALMATY),
                seenLast("c", "2026-03-01", ALMATY),
                seenLast("d", "2025-03-01", ALMATY).dies("2025-12-01"));
        for (Untracked.By by : Set.of(Untracked.By.REGION, Untracked.By.AGE, Untracked.By.DISTRICT)) {
            UntrackedSummary summary = untracked.summary(by, JUNE_1, List.of());
            assertThat(summary.total()).isEqualTo(2);
            assertThat(summary.open()).isEqualTo(3);
            assertThat(summary.rows().stream()
                            .mapToLong(UntrackedSummary.Row::untracked)
                            .sum())
                    .as(by.name())
                    .isEqualTo(2);
            assertThat(summary.rows().stream()
                            .mapToLong(UntrackedSummary.Row::open)
                            .sum())
                    .as(by.name())
                    .isEqualTo(3);
        }
        UntrackedSummary own = untracked.summary(Untracked.By.REGION, JUNE_1, List.of(ALMATY));
        assertThat(own.rows()).containsExactly(new UntrackedSummary.Row(ALMATY, 1, 2, 0.5));
    }

    /** Known to its kindergarten alone since a clinic saw it on 1 May 2023, which reported weekly until a day. */
    private static Facts[] oneSource(String clinicUntil) {
        Facts child = Facts.of(new ChildId("single"))
                .from("clinic", ASTANA)
                .born("2021-01-01")
                .seen("2023-05-01")
                .from("garden", ASTANA)
                .enrolled("2023-09-01", Level.PRESCHOOL, "2023-09-01");
        for (LocalDate day = LocalDate.of(2023, 9, 5); day.isBefore(JUNE_1); day = day.plusDays(20)) {
            child.contact(day.toString(), Service.EDUCATION, Strength.SEEN);
        }
        Facts other = Facts.of(new ChildId("other")).from("clinic", ASTANA).born("2020-01-01");
        for (LocalDate day = LocalDate.of(2024, 9, 5);
                !day.isAfter(LocalDate.parse(clinicUntil));
                day = day.plusDays(7)) {
            other.seen(day.toString());
        }
        return new Facts[] {child, other, seenLast("third", "2024-01-01", ALMATY)};
    }

    @Test
    void one_source_is_listed_and_counted_but_alone_in_no_rate() {
        Untracked untracked = untracked(oneSource("2026-05-30"));
        UntrackedPage page = untracked.page(with(Reason.SINGLE_SOURCE, null, Order.LONGEST_OVERDUE, 50, null));
        assertThat(names(page)).containsExactly("single");
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.items().getFirst().severity()).isEqualTo(Severity.LOW);
        assertThat(names(untracked.page(request()))).containsExactly("third", "single");
        for (Untracked.By by : Untracked.By.values()) {
            UntrackedSummary summary = untracked.summary(by, JUNE_1, List.of());
            assertThat(summary.total()).isEqualTo(2);
            assertThat(summary.rate()).isEqualTo(1.0 / 3);
            assertThat(summary.rows().stream()
                            .mapToLong(UntrackedSummary.Row::untracked)
                            .sum())
                    .as(by.name())
                    .isEqualTo(2);
        }
        assertThat(untracked.summary(Untracked.By.REASON, JUNE_1, List.of()).rows())
                .contains(
                        new UntrackedSummary.Row("SINGLE_SOURCE", 1, 3, 0),
                        new UntrackedSummary.Row("SILENT", 1, 3, 1.0 / 3));
    }

    @Test
    void one_source_is_no_reason_while_the_other_feed_is_stale() {
        Untracked untracked = untracked(oneSource("2026-01-30"));
        assertThat(names(untracked.page(request()))).containsExactly("third");
        assertThat(untracked.page(request()).total()).isEqualTo(1);
        UntrackedSummary summary = untracked.summary(Untracked.By.REASON, JUNE_1, List.of());
        assertThat(summary.total()).isEqualTo(1);
        assertThat(summary.rate()).isEqualTo(1.0 / 3);
        assertThat(summary.rows()).contains(new UntrackedSummary.Row("SINGLE_SOURCE", 0, 3, 0));
        assertThat(untracked.byRegionAndReason(JUNE_1))
                .doesNotContainValue(2L)
                .hasEntrySatisfying(
                        new org.besik.query.intake.Views.RegionKey(ALMATY, "SILENT"),
                        n -> assertThat(n).isEqualTo(1));
    }

    @Test
    void a_cursor_of_somebody_else_is_refused() {
        Untracked untracked = untracked(seenLast("a", "2025-04-01", ASTANA));
        assertThatThrownBy(() -> untracked.page(with(null, null, Order.YOUNGEST, 5, "bm90aGluZw")))
                .isInstanceOf(BadQuestion.class);
    }
}
