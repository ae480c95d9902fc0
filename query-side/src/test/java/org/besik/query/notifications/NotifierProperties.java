package org.besik.query.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.besik.query.notifications.Subscription.Channel;
import org.besik.query.notifications.Subscriptions.Kept;
import org.besik.query.notifications.Told.FlaggedViews;
import org.besik.query.notifications.Told.HeldClock;
import org.besik.query.notifications.Way.NotTaken;
import org.besik.query.rules.SchoolCalendar;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever happens to the receivers, to the process and to the store in between: in the end each flag was told to each
 * subscriber in one message, and whoever heard a message twice could tell.
 */
class NotifierProperties {

    enum Step {
        FLAGS_IN_ASTANA,
        FLAGS_IN_ALMATY,
        LOOK,
        AN_HOUR_PASSES,
        SIX_HOURS_PASS,
        RECEIVERS_GO_AWAY,
        RECEIVERS_COME_BACK,
        REPLIES_GET_LOST,
        DIES_BEFORE_THE_NEXT_WRITE,
        DIES_AFTER_THE_NEXT_WRITE,
        RESTARTS,
        IS_ANOTHERS_TURN_TOO
    }

    /** One for all tries: each begins where the last one ended. */
    private static final FlaggedViews VIEWS = views();

    private static int children;

    private static FlaggedViews views() {
        try {
            Path folder = Files.createTempDirectory("told");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return new FlaggedViews(folder);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // The system clears its folder for such files
        }
    }

    private static final String NATION = "nation";
    private static final String ASTANA = "astana";

    /** What each message said, and how often it came; a receiver drops what it knows by its id. */
    private static final class Receiver implements Way {

        final Map<String, Map<String, byte[]>> heard = new LinkedHashMap<>();
        boolean isAway;
        boolean losesReplies;
        int calls;

        @Override
        public void tell(Subscription subscription, Message message) throws NotTaken {
            if (isAway) {
                throw new NotTaken("It is away.");
            }
            calls++;
            byte[] body = Webhook.body(subscription, message);
            byte[] before = heard.computeIfAbsent(subscription.id(), id -> new LinkedHashMap<>())
                    .put(message.id(), body);
            if (before != null) {
                assertThat(body).as("the same message again").isEqualTo(before);
            }
            if (losesReplies) {
                throw new NotTaken("Nobody knows.");
            }
        }

        List<String> flags(String subscription) {
            var flags = new ArrayList<String>();
            heard.getOrDefault(subscription, Map.of())
                    .values()
                    .forEach(body -> new JsonMapper()
                            .readTree(body)
                            .at("/data/flags")
                            .forEach(flag -> flags.add(flag.path("id").asString())));
            return flags;
        }
    }

    /** What survives every death. */
    private static final class KeptRows implements SubscriptionRows {

        private final Map<String, Row> rows = new TreeMap<>();

        @Override
        public Map<String, Row> all() {
            return Map.copyOf(rows);
        }

        @Override
        public @Nullable Row find(String id) {
            return rows.get(id);
        }

        @Override
        public boolean replace(String id, @Nullable String expected, @Nullable Row next) {
            Row there = rows.get(id);
            if (!Objects.equals(expected, there == null ? null : there.revision())) {
                return false;
            }
            if (next == null) {
                return rows.remove(id) != null;
            }
            rows.put(id, next);
            return true;
        }

        @Override
        public void close() {}
    }

    /** A process that can die at a write. */
    private static final class MortalRows implements SubscriptionRows {

        static final class Died extends IllegalStateException {
            private static final long serialVersionUID = 1L;
        }

        private final SubscriptionRows rows;

        @Nullable
        Step death;

        boolean isDead;

        MortalRows(SubscriptionRows rows) {
            this.rows = rows;
        }

        @Override
        public Map<String, Row> all() {
            live();
            return rows.all();
        }

        @Override
        public @Nullable Row find(String id) {
            live();
            return rows.find(id);
        }

        @Override
        public boolean replace(String id, @Nullable String expected, @Nullable Row next) {
            live();
            isDead = death != null;
            if (death == Step.DIES_BEFORE_THE_NEXT_WRITE) {
                throw new Died();
            }
            boolean done = rows.replace(id, expected, next);
            live();
            return done;
        }

        private void live() {
            if (isDead) {
                throw new Died();
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    private static final class Run {

        final HeldClock clock = new HeldClock();
        final Receiver receiver = new Receiver();
        final List<String> inAstana = new ArrayList<>();
        final List<String> everywhere = new ArrayList<>();
        private final SubscriptionRows kept = new KeptRows();
        private MortalRows rows;
        private Notifier notifier;

        Run() {
            rows = open();
            var subscriptions = new Subscriptions(rows, Told.OPEN);
            subscribe(subscriptions, NATION, "KZ", null);
            subscribe(subscriptions, ASTANA, "KZ-71", new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0)));
            notifier = notifier(rows);
        }

        private MortalRows open() {
            return new MortalRows(kept);
        }

        private static void subscribe(
                Subscriptions subscriptions, String id, String region, @Nullable QuietHours quiet) {
            subscriptions.change(
                    id,
                    none -> new Kept(
                            Told.subscription(id, "https://receiver.example/" + id, region, quiet, new byte[32]),
                            Progress.from(VIEWS.store().position())));
        }

        private Notifier notifier(SubscriptionRows on) {
            return new Notifier(
                    new Subscriptions(on, Told.OPEN),
                    Map.of(Channel.WEBHOOK, receiver),
                    VIEWS,
                    SchoolCalendar.standard(),
                    () -> true,
                    Duration.ZERO,
                    new InThisThread(),
                    clock,
                    new SimpleMeterRegistry());
        }

        void take(Step step) {
            switch (step) {
                case FLAGS_IN_ASTANA -> flag("KZ-71", inAstana);
                case FLAGS_IN_ALMATY -> flag("KZ-75", new ArrayList<>());
                case LOOK -> look();
                case AN_HOUR_PASSES -> clock.to(clock.instant().plus(Duration.ofHours(1)));
                case SIX_HOURS_PASS -> clock.to(clock.instant().plus(Duration.ofHours(6)));
                case RECEIVERS_GO_AWAY -> receiver.isAway = true;
                case RECEIVERS_COME_BACK -> {
                    receiver.isAway = false;
                    receiver.losesReplies = false;
                }
                case REPLIES_GET_LOST -> receiver.losesReplies = true;
                case DIES_BEFORE_THE_NEXT_WRITE, DIES_AFTER_THE_NEXT_WRITE -> rows.death = step;
                case RESTARTS -> restart();
                case IS_ANOTHERS_TURN_TOO -> {
                    try (var other = open()) {
                        notifier(other).look();
                    }
                }
            }
        }

        private void flag(String region, List<String> into) {
            var names = List.of("child-" + ++children, "child-" + ++children);
            VIEWS.flag(region, names.toArray(String[]::new));
            names.forEach(name -> {
                into.add("flag-" + name);
                everywhere.add("flag-" + name);
            });
        }

        private void look() {
            try {
                notifier.look();
            } catch (MortalRows.Died died) {
                restart();
                return;
            }
            if (rows.isDead) {
                restart();
            }
        }

        private void restart() {
            rows.close();
            rows = open();
            notifier = notifier(rows);
        }

        void settle() {
            take(Step.RECEIVERS_COME_BACK);
            restart();
            for (int i = 0; i < 12; i++) {
                look();
                take(Step.SIX_HOURS_PASS);
            }
        }
    }

    @Property(tries = 200)
    void each_flag_is_told_in_one_message(@ForAll @Size(max = 30) List<Step> steps) {
        var run = new Run();
        steps.forEach(run::take);
        run.settle();
        assertThat(run.receiver.flags(NATION)).containsExactlyInAnyOrderElementsOf(run.everywhere);
        assertThat(run.receiver.flags(ASTANA)).containsExactlyInAnyOrderElementsOf(run.inAstana);
    }

    @Example
    void a_message_whose_answer_got_lost_is_heard_twice_and_known_by_its_id() {
        var run = new Run();
        List.of(Step.FLAGS_IN_ALMATY, Step.REPLIES_GET_LOST, Step.LOOK).forEach(run::take);
        assertThat(run.receiver.calls).isEqualTo(1);
        run.settle();
        assertThat(run.receiver.calls).isEqualTo(2);
        assertThat(run.receiver.flags(NATION)).containsExactlyElementsOf(run.everywhere);
    }
}
