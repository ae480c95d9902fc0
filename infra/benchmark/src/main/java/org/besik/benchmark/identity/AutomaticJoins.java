package org.besik.benchmark.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.besik.command.CommandSide;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Order;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.keys.ChildKeys;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.SqliteKeyRows;
import org.besik.command.registration.registerchild.RegisterBirth;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Iin;
import org.besik.events.Place;
import org.besik.events.Relative;
import org.besik.events.Service;
import org.besik.events.contact.Strength;
import org.besik.simulator.LookAlikes;

/** Tells a real decider about all records, and looks which it made one child by itself. */
final class AutomaticJoins {

    private static final int AT_ONCE = 1_000;
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    private AutomaticJoins() {}

    /**
     * @param joined second records that led to a child that was there
     * @param wrong of them: to another child
     */
    record Joins(int records, int joined, int wrong) {}

    static Joins of(List<LookAlikes.Entry> entries, Path folder) throws IOException {
        MasterKey master = MasterKey.load(Map.of(), folder.resolve("master.key"));
        var digest = new KeyedDigest(master);
        var childOf = new HashMap<ChildId, Integer>();
        int joined = 0;
        int wrong = 0;
        try (var log = SqliteEventLog.open(folder.resolve("log"), digest.tagHash());
                var keys = ChildKeys.open(SqliteKeyRows.open(folder.resolve("keys.sqlite")), master);
                var side = new CommandSide(log, keys, digest, new SimpleMeterRegistry())) {
            for (int from = 0; from < entries.size(); from += AT_ONCE) {
                List<LookAlikes.Entry> some = entries.subList(from, Math.min(entries.size(), from + AT_ONCE));
                var facts = new ArrayList<Fact>();
                some.forEach(entry -> facts.add(fact(entry)));
                List<Answer> answers = side.deciding().record(facts).join();
                for (int i = 0; i < some.size(); i++) {
                    if (answers.get(i) instanceof Answer.Recorded recorded) {
                        Integer known = childOf.putIfAbsent(
                                recorded.childId(), some.get(i).child());
                        joined += known == null ? 0 : 1;
                        wrong += known == null || known == some.get(i).child() ? 0 : 1;
                    }
                }
            }
        }
        return new Joins(entries.size(), joined, wrong);
    }

    /** A birth; of second records every other is a visit that names the child by its person alone. */
    private static Fact fact(LookAlikes.Entry entry) {
        boolean isVisit = !entry.number().startsWith("B") && entry.child() % 2 == 0;
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
                new AgencyId(entry.registered() ? "registry" : "clinic-" + entry.region()),
                null,
                isVisit
                        ? new ChildRef.ByPerson(LabelledPairs.person(entry))
                        : new ChildRef.ByLocalId(LabelledPairs.local(entry)),
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
}
