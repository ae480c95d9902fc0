package org.besik.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.besik.command.CommandSide;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.keys.ChildKeys;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.SqliteKeyRows;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;
import org.besik.events.names.NameFolding;
import org.besik.events.rules.RuleBook;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.duplicates.DuplicatePairs;
import org.besik.query.duplicates.Weights;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.Reached;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Untracked;
import org.besik.query.untracked.UntrackedItem;
import org.besik.query.untracked.UntrackedProjection;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.besik.simulator.Delivered;

/**
 * A Besik without its server: what is delivered is read, decided and recorded as its door does, and the views that the list
 * rests on are those of the product. They see what was delivered when they are told to, in one go, so that a year of days
 * costs neither polling nor waiting.
 */
final class DetectionRegister implements AutoCloseable {

    private static final int DECIDED_AT_ONCE = 250;
    private static final int MOST_UNDECIDED = 32;

    /** So often it is asked whether the views stand still. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path data;
    private final ChildKeys keys;
    private final SqliteEventLog log;
    private final CommandSide side;
    private final FactReader reader;
    private final Delivery delivery;
    private final Shown shown;
    private final Intake intake;
    private final Reached reached;
    private final Untracked untracked;
    private final Map<String, Integer> childOf = new HashMap<>();
    private final List<Fact> unsent = new ArrayList<>();
    private final List<Integer> unsentOf = new ArrayList<>();
    private final Deque<Undecided> undecided = new ArrayDeque<>();

    private record Undecided(List<Integer> children, CompletableFuture<List<Answer>> answers) {}

    DetectionRegister() throws IOException {
        data = Files.createTempDirectory("besik-bench");
        MasterKey master = MasterKey.load(Map.of(), data.resolve("master.key"));
        var digest = new KeyedDigest(master);
        keys = ChildKeys.open(SqliteKeyRows.open(data.resolve("keys.db")), master);
        log = SqliteEventLog.open(data.resolve("log"), digest.tagHash());
        side = new CommandSide(log, keys, digest, new SimpleMeterRegistry());
        reader = new FactReader(Clock.systemUTC(), canonical -> digest.digest("fact", canonical));
        var hub = new Caller("hub", null, Set.of(), Set.of(Caller.NATION), Set.of(Role.HUB), Set.of(Caller.RELAY));
        delivery = new Delivery(hub, "detection");
        SchoolCalendar calendar = SchoolCalendar.standard();
        shown = new Shown(log);
        intake = new Intake(
                shown,
                new EventCodec(keys),
                List.of(
                        new UntrackedProjection(calendar, RuleBook.standard()),
                        new DuplicatePairs(
                                Weights.standard(),
                                new LookupKeys(digest.digest("lookup", "key".getBytes(UTF_8)), NameFolding::fold))),
                List.of(new AgencyDays()),
                new SqliteGenerations(data.resolve("views")),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        reached = new Reached(intake.views());
        untracked = new Untracked(intake.views(), new StaleFeeds(intake.views(), calendar), calendar);
    }

    /** Records a line, or refuses it. */
    void deliver(Delivered line) {
        byte[] bytes = line.line();
        ReadFact read = reader.read(bytes, 0, bytes.length, delivery);
        Fact fact = read.fact();
        if (fact != null) {
            unsent.add(fact);
            unsentOf.add(line.child());
        }
        if (unsent.size() >= DECIDED_AT_ONCE) {
            send();
        }
    }

    private void send() {
        if (unsent.isEmpty()) {
            return;
        }
        undecided.add(new Undecided(List.copyOf(unsentOf), side.deciding().record(List.copyOf(unsent))));
        unsent.clear();
        unsentOf.clear();
        if (undecided.size() > MOST_UNDECIDED) {
            take();
        }
    }

    private void take() {
        Undecided first = undecided.remove();
        List<Answer> answers = Deciding.await(first.answers());
        for (int i = 0; i < answers.size(); i++) {
            switch (answers.get(i)) {
                case Answer.Recorded recorded ->
                    childOf.put(recorded.childId().value(), first.children().get(i));
                case Answer.Duplicate duplicate ->
                    childOf.put(duplicate.childId().value(), first.children().get(i));
                case Answer.RefusedFact refused -> {
                    // Leaves no record
                }
            }
        }
    }

    /** Everybody on the list of a day, as far as is known from what was delivered. */
    void list(LocalDate day, Consumer<UntrackedItem> to) throws IOException {
        send();
        while (!undecided.isEmpty()) {
            take();
        }
        shown.upTo(log.head());
        intake.start();
        try {
            while (!reached.await(shown.head(), PATIENCE)) {
                String problem = intake.health().problem();
                if (problem != null) {
                    throw new IOException("the views stand still: " + problem);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        }
        untracked.each(day, to);
    }

    /** The log as far as it may be seen: what was delivered, in one go. */
    private static final class Shown implements EventFeed {

        private final EventFeed log;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private long upTo;

        Shown(EventFeed log) {
            this.log = log;
        }

        void upTo(long position) {
            lock.lock();
            try {
                upTo = position;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public long head() {
            lock.lock();
            try {
                return upTo;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public List<StoredEvent> read(long after, int limit) {
            return log.read(after, (int) Math.min(limit, head() - after));
        }

        @Override
        public boolean await(long after, Duration timeout) throws InterruptedException {
            lock.lock();
            try {
                long left = timeout.toNanos();
                while (after >= upTo && left > 0) {
                    left = changed.awaitNanos(left);
                }
                return after < upTo;
            } finally {
                lock.unlock();
            }
        }
    }

    /** The simulated child of a record. */
    int child(String id) throws IOException {
        Integer child = childOf.get(id);
        if (child == null) {
            throw new IOException("the list names a child that no answer named: " + id);
        }
        return child;
    }

    @Override
    public void close() throws IOException {
        intake.close();
        side.close();
        log.close();
        keys.close();
        Folders.delete(data);
    }
}
