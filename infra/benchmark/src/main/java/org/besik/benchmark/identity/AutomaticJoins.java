package org.besik.benchmark.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.besik.command.CommandSide;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Order;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.keys.ChildKeys;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.SqliteKeyRows;
import org.besik.command.registration.registerchild.RegisterBirth;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Iin;
import org.besik.events.Place;
import org.besik.events.RecordedEvent;
import org.besik.events.Relative;
import org.besik.events.Service;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.StoredEvent;
import org.besik.events.contact.Strength;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.simulator.LookAlikes;
import org.jspecify.annotations.Nullable;

/**
 * Tells a real decider about children whom a registry knows, and about visits and notices of them that no number of the
 * registry leads to, in any order; then looks which of these it made one child by itself.
 */
final class AutomaticJoins {

    private static final int AT_ONCE = 1_000;
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    private AutomaticJoins() {}

    /**
     * @param named facts that lead to a registered child by its person alone
     * @param joined of them: those that are in the file of a child with other facts, and have a record of their own
     * @param undone joins that later facts took back
     * @param alike facts of two children that no register tells apart, described alike and so in one record, joined to nobody
     * @param wrong of the joined: in another child's file, by what led there
     */
    record Joins(int named, int joined, int undone, int alike, Map<String, Integer> wrong) {}

    /** @param progress gets how many facts were decided, now and then */
    static Joins of(List<LookAlikes.Entry> entries, long seed, Path folder, IntConsumer progress) throws IOException {
        MasterKey master = MasterKey.load(Map.of(), folder.resolve("master.key"));
        var digest = new KeyedDigest(master);
        List<LookAlikes.Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(seed));
        try (var log = SqliteEventLog.open(folder.resolve("log"), digest.tagHash());
                var keys = ChildKeys.open(SqliteKeyRows.open(folder.resolve("keys.sqlite")), master);
                var side = new CommandSide(log, keys, digest, new SimpleMeterRegistry())) {
            for (int from = 0; from < shuffled.size(); from += AT_ONCE) {
                List<LookAlikes.Entry> some = shuffled.subList(from, Math.min(shuffled.size(), from + AT_ONCE));
                side.deciding()
                        .record(some.stream().map(AutomaticJoins::fact).toList())
                        .join();
                progress.accept(from + some.size());
            }
            return joins(entries, log, new EventCodec(keys));
        }
    }

    private static boolean isBirth(LookAlikes.Entry entry) {
        return entry.number().startsWith("B");
    }

    /** A notice that gives its child a number of the ward's, which leads nowhere else. */
    private static boolean isNumbered(LookAlikes.Entry entry) {
        return isBirth(entry) || entry.child() % 6 == 0;
    }

    /**
     * A birth; of what describes a child to whom no number leads, one in three is a notice and the others are visits. Half of
     * the notices give it a number of their own.
     */
    private static Fact fact(LookAlikes.Entry entry) {
        boolean isVisit = !isBirth(entry) && entry.child() % 3 != 0;
        Order order = isVisit
                ? new RecordContact(Service.HEALTH, Strength.SEEN, "visit")
                : new RegisterBirth(
                        LabelledPairs.person(entry),
                        entry.iin() == null ? null : new Iin(entry.iin()),
                        entry.mother() == null ? null : new Relative(entry.mother(), null, null, null, null, null),
                        new Place(entry.region(), null, null),
                        null,
                        null);
        return new Fact(
                isVisit ? "contact" : "birth",
                entry.number(),
                new AgencyId(isBirth(entry) ? "registry" : "clinic-" + entry.region()),
                null,
                isNumbered(entry)
                        ? new ChildRef.ByLocalId(LabelledPairs.local(entry))
                        : new ChildRef.ByPerson(LabelledPairs.person(entry)),
                entry.born().isAfter(TODAY) ? TODAY : entry.born(),
                null,
                null,
                order,
                entry.number().getBytes(UTF_8),
                new EventId(UUID.randomUUID().toString()),
                new ChildId(UUID.randomUUID().toString()),
                Instant.now(),
                null,
                null);
    }

    private static Joins joins(List<LookAlikes.Entry> entries, EventLog log, EventCodec codec) {
        var births = new HashMap<Integer, LookAlikes.Entry>();
        var byNumber = new HashMap<String, LookAlikes.Entry>();
        entries.forEach(entry -> {
            byNumber.put(entry.number(), entry);
            if (isBirth(entry)) {
                births.put(entry.child(), entry);
            }
        });
        var parents = new HashMap<ChildId, ChildId>();
        var written = new HashMap<LookAlikes.Entry, ChildId>();
        int undone = 0;
        for (List<StoredEvent> some = log.read(0, AT_ONCE);
                !some.isEmpty();
                some = log.read(some.getLast().position(), AT_ONCE)) {
            for (StoredEvent logged : some) {
                RecordedEvent recorded = codec.decode(logged);
                switch (recorded.event()) {
                    case RecordsMerged merged -> parents.put(merged.merged(), merged.childId());
                    case MergeReverted reverted -> {
                        parents.remove(reverted.restored());
                        undone++;
                    }
                    case ChildEvent event -> {
                        LookAlikes.Entry entry =
                                byNumber.get(recorded.provenance().ref());
                        if (recorded.provenance().causationId() == null && entry != null) {
                            written.put(entry, event.childId());
                        }
                    }
                    default -> {}
                }
            }
        }
        var files = new HashMap<ChildId, List<LookAlikes.Entry>>();
        written.forEach((entry, record) -> files.computeIfAbsent(survivor(parents, record), id -> new ArrayList<>())
                .add(entry));
        int joined = 0;
        int alike = 0;
        Map<String, Integer> wrong = new TreeMap<>();
        for (List<LookAlikes.Entry> file : files.values()) {
            LookAlikes.Entry whose =
                    file.stream().filter(AutomaticJoins::isBirth).findFirst().orElse(file.getFirst());
            for (LookAlikes.Entry entry : file) {
                if (entry.equals(whose)) {
                    continue;
                }
                if (Objects.equals(written.get(entry), written.get(whose))) {
                    alike++;
                } else {
                    joined++;
                    if (entry.child() != whose.child()) {
                        String kin = entry.household() == whose.household() ? "a sibling, " : "";
                        wrong.merge(kin + cause(entry, births.get(entry.child())), 1, Integer::sum);
                    }
                }
            }
        }
        return new Joins(entries.size() - births.size(), joined, undone, alike, wrong);
    }

    private static ChildId survivor(Map<ChildId, ChildId> parents, ChildId id) {
        ChildId at = id;
        for (ChildId next = at; next != null; next = parents.get(at)) {
            at = next;
        }
        return at;
    }

    /** What led a fact to a namesake: how it differs from what its own child's birth says. */
    private static String cause(LookAlikes.Entry entry, LookAlikes.@Nullable Entry birth) {
        String how = entry.patronymic() == null ? "no patronymic, " : "patronymic, ";
        if (birth == null) {
            return how + "child not registered";
        }
        if (!entry.born().equals(birth.born())) {
            return how + "wrong birth date";
        }
        return how + (Objects.equals(entry.region(), birth.region()) ? "" : "other region, ")
                + "names written otherwise";
    }
}
