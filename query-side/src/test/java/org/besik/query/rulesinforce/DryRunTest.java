package org.besik.query.rulesinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.besik.query.records.Facts.ALMATY;
import static org.besik.query.records.Facts.ASTANA;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.besik.events.ChildId;
import org.besik.events.contact.Strength;
import org.besik.events.custody.RecordSealed;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RulesForm;
import org.besik.query.access.Busy;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.records.Facts;
import org.besik.query.rules.Ruled;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Untracked;
import org.besik.query.untracked.UntrackedProjection;
import org.besik.query.untracked.UntrackedRequest;
import org.besik.query.untracked.UntrackedSummary;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other rules would do is what they do once they are in force. */
class DryRunTest {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    private static final LocalDate JUNE_1 = LocalDate.of(2026, 6, 1);
    private static final LocalDate MAY_10 = LocalDate.of(2026, 5, 10);

    @TempDir
    Path folder;

    private final ListFeed feed = new ListFeed();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Intake intake;
    private StaleFeeds staleFeeds;
    private DryRuns runs;

    @BeforeEach
    void open() {
        for (int i = 0; i < 120; i++) {
            feed.append(child(i).told());
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
        await().until(() -> intake.health().isCaughtUp());
        staleFeeds = new StaleFeeds(intake.views(), CALENDAR);
        runs = new DryRuns(
                intake.views(),
                staleFeeds,
                CALENDAR,
                new RulesInForce(intake.views(), () -> intake.health().rebuild(), CALENDAR),
                gate::await,
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        runs.close();
        intake.close();
    }

    /** Children of all ages, some on the move, handed on or spoken to, in two regions. */
    private static Facts child(int i) {
        String region = i % 2 == 0 ? ASTANA : ALMATY;
        Facts facts = Facts.of(new ChildId("child-%03d".formatted(i)))
                .from("clinic-" + region, region)
                .born(JUNE_1.minusDays(40L + i * 53).toString())
                .seen(JUNE_1.minusDays(i * 4L + 1).toString());
        if (i % 3 == 0) {
            facts.handsOff(JUNE_1.minusDays(i % 30).toString(), "social", null);
        }
        if (i % 5 == 0) {
            facts.relocates(JUNE_1.minusDays(i % 40).toString(), region, "KZ-10");
        }
        return i % 7 == 0 ? facts.contact(JUNE_1.minusDays(i % 50).toString(), null, Strength.REMOTE) : facts;
    }

    private DryRun begin(String json, LocalDate... days) {
        return runs.begin(
                RulesForm.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                        .change(JUNE_1),
                List.of(days),
                "officer");
    }

    private Untracked untracked() {
        return new Untracked(intake.views(), staleFeeds, CALENDAR);
    }

    private static List<String> all(DryRun run, LocalDate day, DryRun.Which which) {
        var found = new ArrayList<String>();
        for (Long from = 0L; from != null; ) {
            FoundChildren.Page page = run.children(day, which, from, 7, List.of());
            found.addAll(page.ids());
            from = page.next();
        }
        return found;
    }

    private TreeSet<String> listed(LocalDate day) {
        var listed = new TreeSet<String>();
        untracked().each(day, item -> listed.add(item.childId()));
        return listed;
    }

    @Test
    void a_sealed_record_is_counted_and_not_named() {
        var hidden = new ChildId("hidden");
        feed.append(Facts.of(hidden)
                .born("2026-04-01")
                .seen("2026-05-25")
                .handsOff("2026-05-25", "social", null)
                .add("2026-05-26", new RecordSealed(hidden, "adoption"))
                .told());
        await().until(() -> intake.health().isCaughtUp());
        gate.countDown();
        DryRun run = begin("{'thresholds': {'handoffPending': {'warn': 1, 'flag': 5, 'unit': 'DAYS'}}}", JUNE_1);
        await().until(run::isOver);

        Effect.Row total = run.effects().getFirst().total();
        assertThat(all(run, JUNE_1, DryRun.Which.NEWLY))
                .doesNotContain("hidden")
                .hasSize(Math.toIntExact(total.newly() - 1));
    }

    @Test
    void it_says_what_the_list_says_when_the_rules_are_in_force() {
        gate.countDown();
        DryRun run = begin(
                "{'thresholds': {'handoffPending': {'warn': 1, 'flag': 5, 'unit': 'DAYS'}},"
                        + " 'regions': {'KZ-71': {'handoffPending': {'warn': 1, 'flag': 25, 'unit': 'DAYS'}}}}",
                JUNE_1,
                MAY_10);
        await().until(run::isOver);
        assertThat(run.state()).isEqualTo(DryRun.State.DONE);
        assertThat(run.done()).isEqualTo(run.total()).isEqualTo(feed.head());
        Effect effect = run.effects().getFirst();
        TreeSet<String> before = listed(JUNE_1);
        UntrackedSummary byRegion = untracked().summary(Untracked.By.REGION, JUNE_1, List.of());
        assertThat(effect.total().now()).isEqualTo(before.size()).isEqualTo(byRegion.total());
        assertThat(effect.open()).isEqualTo(120);

        feed.append(Ruled.from(JUNE_1.toString(), "2026-2", 5, Map.of(ASTANA, Ruled.handoffsAfter(25))));
        await().until(() -> intake.views().rules().versions().size() == 2);
        TreeSet<String> after = listed(JUNE_1);

        assertThat(effect.total().then()).isEqualTo(after.size());
        var newly = new TreeSet<>(after);
        newly.removeAll(before);
        var gone = new TreeSet<>(before);
        gone.removeAll(after);
        assertThat(all(run, JUNE_1, DryRun.Which.NEWLY))
                .containsExactlyElementsOf(newly)
                .isNotEmpty();
        assertThat(all(run, JUNE_1, DryRun.Which.NO_LONGER))
                .containsExactlyElementsOf(gone)
                .isNotEmpty();
        for (Untracked.By by : List.of(Untracked.By.REGION, Untracked.By.REASON, Untracked.By.AGE)) {
            List<Effect.Row> rows = switch (by) {
                case REGION -> effect.byRegion();
                case REASON -> effect.byReason();
                default -> effect.byAge();
            };
            untracked().summary(by, JUNE_1, List.of()).rows().stream()
                    .filter(row -> row.untracked() > 0)
                    .forEach(row -> assertThat(rows)
                            .filteredOn(one -> one.key().equals(row.key()))
                            .singleElement()
                            .extracting(Effect.Row::then)
                            .as(by + " " + row.key())
                            .isEqualTo(row.untracked()));
        }
        assertThat(run.effects().get(1).asOf()).isEqualTo(MAY_10);
        assertThat(run.effects().get(1).total().now())
                .isEqualTo(
                        untracked().page(UntrackedRequest.on(MAY_10, List.of())).total());
    }

    @Test
    void only_children_of_the_regions_asked_for_are_shown() {
        gate.countDown();
        DryRun run = begin("{'thresholds': {'handoffPending': {'warn': 1, 'flag': 2, 'unit': 'DAYS'}}}", JUNE_1);
        await().until(run::isOver);
        List<String> found = run.children(JUNE_1, DryRun.Which.NEWLY, 0, 1_000, List.of(ASTANA))
                .ids();
        assertThat(found).isNotEmpty().allMatch(id -> Integer.parseInt(id.substring(6)) % 2 == 0);
    }

    @Test
    void it_steps_back_shows_how_far_it_is_and_can_be_cancelled() {
        DryRun run = begin("{'thresholds': {'newbornDays': 30}}", JUNE_1);
        await().until(() -> run.done() > 0);
        assertThat(run.state()).isEqualTo(DryRun.State.RUNNING);
        assertThat(run.effects()).isEmpty();
        DryRun waiting = begin("{'thresholds': {'newbornDays': 31}}", JUNE_1);
        assertThat(waiting.state()).isEqualTo(DryRun.State.WAITING);
        runs.forget(waiting);
        assertThat(runs.find(waiting.id)).isEmpty();
        run.cancel();
        gate.countDown();
        await().until(() -> run.endedAt() != null);
        assertThat(run.state()).isEqualTo(DryRun.State.CANCELLED);
        assertThat(waiting.done()).isZero();
    }

    @Test
    void no_more_than_a_few_wait() {
        for (int i = 0; i < 6; i++) {
            begin("{'thresholds': {'newbornDays': 30}}", JUNE_1);
        }
        assertThatThrownBy(() -> begin("{'thresholds': {'newbornDays': 30}}", JUNE_1))
                .isInstanceOf(Busy.class);
        gate.countDown();
        await().until(() -> runs.all().stream().allMatch(DryRun::isOver));
        assertThat(begin("{'thresholds': {'newbornDays': 30}}", JUNE_1)).isNotNull();
    }
}
