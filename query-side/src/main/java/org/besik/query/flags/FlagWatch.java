package org.besik.query.flags;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.besik.events.ChildId;
import org.besik.query.intake.Views;
import org.besik.query.records.ChildState;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.TraceCase.FlagRaised;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Notices what changes of the flags that were raised: intake only leaves the ids of the records it changed, and never waits;
 * those of flagged children are looked at here. A flag that was raised holds as long as its reason does, whether or not a
 * stale feed explains it meanwhile. A child that cannot be looked at is left out and counted; it is looked at again when it
 * changes or the day turns.
 */
final class FlagWatch {

    private static final Logger LOG = System.getLogger(FlagWatch.class.getName());

    private static final int MOST_CHANGED = 200_000;

    /** So few that they are read between two batches. */
    private static final int RECORDS_AT_ONCE = 16;

    private final Views views;
    private final SchoolCalendar calendar;
    private final FlagStream stream;
    private final Counter unread;
    private final Object lock = new Object();
    private Set<String> changed = new LinkedHashSet<>();
    private boolean flooded;

    /** What held when a child was last looked at; only those with raised flags that hold. One thread. */
    private final Map<String, Held> held = new HashMap<>();

    /** Raised flags that hold, and where the child is. */
    private record Held(
            Set<FlagRaised> flags, String region, @Nullable String district, boolean sealed) {

        static Held nothing(boolean sealed) {
            return new Held(Set.of(), "", null, sealed);
        }
    }

    FlagWatch(Views views, SchoolCalendar calendar, FlagStream stream, MeterRegistry meters) {
        this.views = views;
        this.calendar = calendar;
        this.stream = stream;
        this.unread = Counter.builder("besik.flags.unread")
                .description("Flagged children that could not be looked at to see whether their flags still hold")
                .register(meters);
    }

    /** Records changed; any thread. Nothing is kept of a flood: then everybody is told to read the list again. */
    void changed(List<ChildId> records) {
        synchronized (lock) {
            records.forEach(record -> changed.add(record.value()));
            if (changed.size() > MOST_CHANGED) {
                changed = new LinkedHashSet<>();
                flooded = true;
            }
        }
    }

    /** Learns what holds without telling of it: after a start nobody was told anything yet. */
    void begin(String child, Set<FlagRaised> holding, String region, @Nullable String district) {
        held.putIfAbsent(child, new Held(holding, region, district, false));
    }

    /** The children with flags that hold, as far as is known. */
    List<String> flagged() {
        return List.copyOf(held.keySet());
    }

    /** Looks again at some children: a day turned, and what held by the calendar may hold no longer. */
    void lookAgainAt(Collection<String> children) {
        synchronized (lock) {
            changed.addAll(children);
        }
    }

    /** Tells of what changed since the last time. */
    void settle(LocalDate today) {
        Set<String> children;
        boolean isFlooded;
        synchronized (lock) {
            children = changed;
            isFlooded = flooded;
            changed = new LinkedHashSet<>();
            flooded = false;
        }
        if (isFlooded) {
            stream.reset();
            children.addAll(held.keySet());
        }
        if (children.isEmpty()) {
            return;
        }
        Set<String> raised = RaisedFlags.read(views.store(), children).keySet();
        List<ChildId> flagged = children.stream()
                .filter(child -> raised.contains(child) || held.containsKey(child))
                .map(ChildId::new)
                .toList();
        for (int from = 0; from < flagged.size(); from += RECORDS_AT_ONCE) {
            look(flagged.subList(from, Math.min(flagged.size(), from + RECORDS_AT_ONCE)), today);
        }
    }

    private void look(List<ChildId> children, LocalDate today) {
        List<RecordFacts> records;
        try {
            records = views.records(children);
        } catch (RuntimeException unreadable) {
            if (children.size() == 1) {
                leaveOut(unreadable);
            } else {
                children.forEach(child -> look(List.of(child), today));
            }
            return;
        }
        for (RecordFacts record : records) {
            try {
                look(record, today);
            } catch (RuntimeException | StackOverflowError failed) {
                leaveOut(failed);
            }
        }
    }

    /** Its kind only: a message may speak of a person. */
    private void leaveOut(Throwable failed) {
        LOG.log(
                Level.ERROR,
                "the flags of a child could not be looked at: {0}",
                failed.getClass().getSimpleName());
        unread.increment();
    }

    private void look(RecordFacts record, LocalDate today) {
        Held now = now(record, today);
        var were = new ArrayList<Held>();
        for (ChildId former : record.formerIds()) {
            // What held of a record that was joined to this one holds of this one, or no longer
            Held was = held.remove(former.value());
            if (was != null) {
                were.add(was);
            }
        }
        String id = record.id().value();
        Held own = held.remove(id);
        if (own != null) {
            were.add(own);
        }
        if (!now.flags().isEmpty()) {
            held.put(id, now);
        }
        var before = new HashSet<FlagRaised>();
        for (Held was : were) {
            for (FlagRaised flag : was.flags()) {
                if (!now.flags().contains(flag) || !was.region().equals(now.region())) {
                    tell(true, id, flag, was, now.sealed());
                } else {
                    before.add(flag);
                }
            }
        }
        for (FlagRaised flag : now.flags()) {
            if (!before.contains(flag)) {
                tell(false, id, flag, now, now.sealed());
            }
        }
    }

    private Held now(RecordFacts record, LocalDate today) {
        var state = ChildState.asOf(record, today);
        Set<FlagRaised> holding = new LinkedHashSet<>(state.flagsRaised());
        if (holding.isEmpty()) {
            return Held.nothing(state.isSealed());
        }
        Set<FlagRaised> standing = new HashSet<>();
        for (Standing.Why why :
                Standing.on(record, today, calendar, views.rules()).reasons()) {
            standing.add(new FlagRaised(why.reason().name(), why.since(), why.dueOn()));
        }
        LocalDate rulesFrom = views.rules().on(today).from();
        holding.removeIf(raised -> standing.stream().noneMatch(flag -> raised.isFor(flag, rulesFrom)));
        return new Held(holding, state.region(), state.district(), state.isSealed());
    }

    /** @param sealed whether the record is now; what is told of it then is told to few, also of where it was before */
    private void tell(boolean lifted, String child, FlagRaised flag, Held where, boolean sealed) {
        stream.tell(id -> new FlagChange(
                id,
                lifted,
                child,
                flag.reason(),
                flag.since(),
                flag.dueOn(),
                where.region(),
                where.district(),
                sealed));
    }
}
